package org.stipend.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.machine.MachineWatch;

class WorkflowPokesTest {

  private static final String QUEUE = "test";

  @WorkflowInterface
  public interface Waiting {
    @WorkflowMethod
    String run();

    @SignalMethod(name = MachineWatch.SIGNAL)
    void machineChanged();
  }

  public static final class WaitingImpl implements Waiting {
    private boolean changed;

    @Override
    public String run() {
      Workflow.await(() -> changed);
      return "looked again";
    }

    @Override
    public void machineChanged() {
      changed = true;
    }
  }

  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final WorkflowPokes pokes = new WorkflowPokes(temporal.getWorkflowClient());

  @BeforeEach
  void start() {
    temporal.newWorker(QUEUE).registerWorkflowImplementationTypes(WaitingImpl.class);
    temporal.start();
  }

  @AfterEach
  void close() {
    pokes.close();
    temporal.close();
  }

  @Test
  void theWorkflowOfTheRuntimeLooksAgain() {
    UUID runtime = UUID.randomUUID();
    Waiting workflow =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                Waiting.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(QUEUE)
                    .setWorkflowId("runtime/" + runtime)
                    .build());
    WorkflowClient.start(workflow::run);

    pokes.changed(UUID.randomUUID()); // nobody waits for that one
    pokes.changed(runtime);

    assertThat(WorkflowStub.fromTyped(workflow).getResult(String.class)).isEqualTo("looked again");
  }
}
