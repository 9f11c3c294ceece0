package org.stipend.orchestrator.runtime.workflow;

import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.inventory.Inventory;
import org.stipend.cloud.inventory.InventoryContract;
import org.stipend.cloud.machine.Machines;

class TestingCloudInventoryTest extends InventoryContract {

  private final TestingCloud cloud = new TestingCloud();

  @Override
  protected Inventory inventory() {
    return cloud;
  }

  @Override
  protected Machines machines() {
    return cloud;
  }

  @Override
  protected Disks disks() {
    return cloud;
  }
}
