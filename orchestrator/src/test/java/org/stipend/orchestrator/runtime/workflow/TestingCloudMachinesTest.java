package org.stipend.orchestrator.runtime.workflow;

import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.MachinesContract;
import org.stipend.cloud.machine.StopCause;

class TestingCloudMachinesTest extends MachinesContract {

  private final TestingCloud cloud = new TestingCloud();

  @Override
  protected Machines machines() {
    return cloud;
  }

  @Override
  protected Disks disks() {
    return cloud;
  }

  @Override
  protected void awaitEnd(MachineName name) {
    cloud.end(StopCause.RUN_LIMIT);
  }
}
