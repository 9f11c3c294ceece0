package org.stipend.cloud.probe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.FailureType;

/** What every probe of a tool does, and every fake of one. */
public abstract class ToolProbeContract {

  /** As a workflow calls it. */
  protected abstract ToolProbe probe();

  /** One that runs, listens and is healthy. */
  protected abstract ProbeTool tool();

  /** Ends the run of its machine. */
  protected abstract void end();

  @Test
  void aToolThatIsThereIsNotWaitedFor() {
    ProbeTool tool = tool();
    probe().awaitListening(tool);
    probe().awaitHealthy(tool);
  }

  @Test
  void aToolWhoseRunHasEndedIsNotWaitedFor() {
    ProbeTool tool = tool();
    end();
    assertExited(() -> probe().awaitListening(tool));
    assertExited(() -> probe().awaitHealthy(tool));
  }

  private static void assertExited(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ActivityFailure.class)
        .cause()
        .asInstanceOf(InstanceOfAssertFactories.type(ApplicationFailure.class))
        .extracting(ApplicationFailure::getType)
        .isEqualTo(FailureType.TOOL_EXITED.name());
  }
}
