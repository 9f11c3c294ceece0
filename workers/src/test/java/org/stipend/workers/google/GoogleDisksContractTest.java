package org.stipend.workers.google;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.disk.DisksContract;

class GoogleDisksContractTest extends DisksContract {

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();

  @Override
  protected List<String> zones() {
    return EmulatedGoogle.ZONES;
  }

  @Override
  protected Disks disks() {
    return google.provider().diskActivities();
  }

  @Override
  protected boolean exists(DiskName name) {
    return google.exists(name);
  }
}
