package org.stipend.workers.google;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.MachinesContract;

class GoogleMachinesContractTest extends MachinesContract {

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();

  @Override
  protected String zone() {
    return EmulatedGoogle.ZONE;
  }

  @Override
  protected Machines machines() {
    return google.provider().machines();
  }

  @Override
  protected Disks disks() {
    return google.provider().diskActivities();
  }

  @Override
  protected void awaitEnd(MachineName name) {
    google.awaitEnd(name);
  }
}
