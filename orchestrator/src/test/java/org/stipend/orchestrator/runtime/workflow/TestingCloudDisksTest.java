package org.stipend.orchestrator.runtime.workflow;

import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.disk.DisksContract;

class TestingCloudDisksTest extends DisksContract {

  private final TestingCloud cloud = new TestingCloud();

  @Override
  protected Disks disks() {
    return cloud;
  }

  @Override
  protected boolean exists(DiskName name) {
    return cloud.exists(name);
  }
}
