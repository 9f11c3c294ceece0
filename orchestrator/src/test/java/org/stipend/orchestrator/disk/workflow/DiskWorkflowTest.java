package org.stipend.orchestrator.disk.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.orchestrator.runtime.workflow.TestingCloud;

class DiskWorkflowTest {

  private static final UUID ID = new UUID(0, 2);
  private static final DiskName HERE = DiskName.of(ID).in("us-central1-a");
  private static final DiskName THERE = DiskName.of(ID).in("us-central1-b");

  private final TestingCloud cloud = new TestingCloud(Instant.parse("2026-04-01T00:00:00Z"));
  private final Rows rows = new Rows();
  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build())
              .build());

  @BeforeEach
  void open() {
    var engine = temporal.newWorker(TaskQueues.ENGINE);
    engine.registerWorkflowImplementationTypes(DiskWorkflowImpl.class);
    engine.registerActivitiesImplementations(rows);
    temporal.newWorker(TaskQueues.LOCAL).registerActivitiesImplementations(cloud);
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void deletesTheDiskWhereItIs() {
    make(HERE);
    delete(null);

    assertThat(cloud.exists(HERE)).isFalse();
    assertThat(rows.deletions).singleElement().extracting(DiskDeletion::createdAt).isNotNull();
    assertThat(cloud.calls).containsExactly("createDisk", "deleteDisk");
  }

  @Test
  void whatWasOnItsWayToAnotherZoneIsInNeither() {
    make(HERE);
    make(THERE);
    delete(THERE.zone());

    assertThat(cloud.exists(HERE)).isFalse();
    assertThat(cloud.exists(THERE)).isFalse();
    assertThat(rows.deletions).hasSize(1);
  }

  private void make(DiskName name) {
    cloud.create(new CreateDisk(new Fence(ID, 1, 1), name, ID, ID, "pd-balanced", 10));
  }

  private void delete(String movesTo) {
    rows.row = new DiskSnapshot(ID, 3, true, TaskQueues.LOCAL, HERE.zone(), movesTo, null);
    temporal
        .getWorkflowClient()
        .newWorkflowStub(
            DiskWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId("disk/" + ID)
                .setTaskQueue(TaskQueues.ENGINE)
                .build())
        .run(ID);
  }

  /** One disk's row in memory. */
  static final class Rows implements DiskLedger {

    private final List<DiskDeletion> deletions = new ArrayList<>();
    private DiskSnapshot row;

    @Override
    public DiskSnapshot load(UUID disk) {
      return row;
    }

    @Override
    public void deleted(DiskDeletion deletion) {
      deletions.add(deletion);
    }
  }
}
