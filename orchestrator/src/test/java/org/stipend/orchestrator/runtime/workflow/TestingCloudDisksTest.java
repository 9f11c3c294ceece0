package org.stipend.orchestrator.runtime.workflow;

import java.util.List;
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
  protected List<String> zones() {
    return List.of("us-central1-a", "us-central1-b");
  }

  @Override
  protected boolean exists(DiskName name) {
    return cloud.exists(name);
  }
}
