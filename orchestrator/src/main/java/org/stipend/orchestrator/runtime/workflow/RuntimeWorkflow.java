package org.stipend.orchestrator.runtime.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.stipend.cloud.machine.MachineWatch;

/** One per live runtime, from launch to Deleted; it can be started anew at any time. */
@WorkflowInterface
public interface RuntimeWorkflow {

  @WorkflowMethod(name = "Runtime")
  void run(RuntimeInput input);

  /** A newer wish is in the row. */
  @SignalMethod(name = "poke")
  void poke(long generation);

  /** The machine changed without being asked. */
  @SignalMethod(name = MachineWatch.SIGNAL)
  void machineChanged();

  /** Start over as a new run of the same workflow, for a new version of the code. */
  @SignalMethod(name = "rollover")
  void rollover();
}
