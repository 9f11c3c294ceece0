package org.stipend.orchestrator.disk.workflow;

import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Workflow;
import java.util.UUID;
import org.stipend.cloud.Fence;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.orchestrator.engine.workflow.Calls;

@WorkflowImpl(taskQueues = TaskQueues.ENGINE)
public final class DiskWorkflowImpl implements DiskWorkflow {

  private final DiskLedger ledger = Workflow.newActivityStub(DiskLedger.class, Calls.LEDGER);

  @Override
  public void poke(long generation) {
    // a signal only starts the workflow: deleting is the one thing it does, and cannot be unwished
  }

  @Override
  public void run(UUID disk) {
    DiskSnapshot row = ledger.load(disk);
    if (!row.toDelete()) {
      return;
    }
    Disks disks = Workflow.newActivityStub(Disks.class, Calls.on(row.taskQueue(), Calls.END));
    DiskName name = DiskName.of(disk).in(row.zone()).ofProject(row.project());
    Fence fence = new Fence(disk, row.generation(), 1);
    if (row.movesTo() != null) {
      disks.delete(new DeleteDisk(fence, name.in(row.movesTo())));
    }
    var deleted = disks.delete(new DeleteDisk(fence, name));
    ledger.deleted(new DiskDeletion(disk, deleted.createdAt(), deleted.deletedAt()));
  }
}
