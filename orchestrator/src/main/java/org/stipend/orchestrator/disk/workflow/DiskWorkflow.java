package org.stipend.orchestrator.disk.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/** Lives while a disk is being deleted; a disk that only exists needs no workflow. */
@WorkflowInterface
public interface DiskWorkflow {

  @WorkflowMethod(name = "Disk")
  void run(UUID disk);

  @SignalMethod(name = "poke")
  void poke(long generation);
}
