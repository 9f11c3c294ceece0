package org.stipend.workers.google;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.inventory.Inventory;
import org.stipend.cloud.inventory.InventoryContract;
import org.stipend.cloud.machine.Machines;

class GoogleInventoryContractTest extends InventoryContract {

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();

  @Override
  protected String zone() {
    return EmulatedGoogle.ZONE;
  }

  @Override
  protected Inventory inventory() {
    return google.provider().inventory();
  }

  @Override
  protected Machines machines() {
    return google.provider().machines();
  }

  @Override
  protected Disks disks() {
    return google.provider().diskActivities();
  }
}
