package org.stipend.workers.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.MachinesContract;

class LocalMachinesContractTest extends MachinesContract {

  @TempDir Path directory;

  private LocalProvider provider;

  private LocalProvider provider() {
    if (provider == null) {
      provider =
          LocalProvider.open(
              Laptop.settings(directory, null),
              _ -> {},
              InstantSource.system(),
              wrapper -> StandIn.allRunning(wrapper, StandIn.PATIENT));
    }
    return provider;
  }

  @Override
  protected Machines machines() {
    return provider().machines();
  }

  @Override
  protected Disks disks() {
    return provider().disks();
  }

  @Override
  protected void awaitEnd(MachineName name) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> machines().observe(name) instanceof MachineState.Stopped);
  }

  @AfterEach
  void close() {
    provider.close();
  }
}
