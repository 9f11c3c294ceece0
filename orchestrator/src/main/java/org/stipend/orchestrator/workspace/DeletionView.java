package org.stipend.orchestrator.workspace;

import java.util.List;
import java.util.UUID;
import org.stipend.cloud.Tool;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.PersonRef;

/**
 * What is lost with a workspace, of all its members.
 *
 * @param burnPerHour everything of it that costs now
 * @param disksPerMonth what of that its disks cost for as long as they are there
 */
record DeletionView(
    List<LostRuntime> runtimes, List<LostDisk> disks, Money burnPerHour, Money disksPerMonth) {

  DeletionView {
    runtimes = List.copyOf(runtimes);
    disks = List.copyOf(disks);
  }

  record LostRuntime(UUID id, PersonRef owner, Tool tool, String state) {}

  /**
   * @param perMonth nothing before the cloud has made it
   */
  record LostDisk(UUID id, PersonRef owner, String type, long sizeGib, Money perMonth) {

    LostDisk at(Money price) {
      return new LostDisk(id, owner, type, sizeGib, price);
    }
  }
}
