package org.stipend.orchestrator.runtime;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.usage.MachineType;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot;

/** A runtime's row and its disk as its workflow sees them. */
final class Snapshots {

  private Snapshots() {}

  /**
   * @param secret of its tool, opened; null where there is none, and where nobody can open it
   */
  static RuntimeSnapshot of(
      RuntimeRow row, @Nullable String secret, Disks.Held disk, String origin) {
    MachineRow machine = row.machine();
    String address = machine.address();
    return new RuntimeSnapshot(
        row.id(),
        row.workspace(),
        row.generation(),
        row.desired(),
        row.isSettled(),
        machine.phase(),
        machine.madeIn(),
        machine.run(),
        machine.runLimit(),
        Tool.valueOf(row.tool()),
        MachineType.shapeOf(row.machineType()),
        row.disk(),
        disk.ready(),
        disk.type(),
        disk.sizeGib(),
        origin,
        address == null ? null : URI.create(address),
        secret,
        row.asked().place().taskQueue(),
        machine.zone(),
        disk.zone(),
        disk.movesTo(),
        disk.generation(),
        MachineType.isSpot(row.machineType()),
        disk.project());
  }
}
