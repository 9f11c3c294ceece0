package org.stipend.orchestrator.engine.workflow;

import java.util.UUID;
import org.stipend.cloud.machine.MachineWatch;

/** The one function from an entity to its workflow's id: {@code kind/id}. */
public final class WorkflowIds {

  private WorkflowIds() {}

  public static String runtime(UUID runtime) {
    return MachineWatch.WORKFLOW_ID_PREFIX + runtime;
  }

  public static String disk(UUID disk) {
    return "disk/" + disk;
  }

  public static String credit(UUID researcher) {
    return "credit/" + researcher;
  }
}
