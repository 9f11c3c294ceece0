package org.stipend.workers.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopMachine;

/** A JVM of its own that makes, stops, starts and deletes without a pause, until it is killed. */
final class RestlessWorker {

  private RestlessWorker() {}

  public static void main(String[] arguments) {
    var provider =
        LocalProvider.open(
            Laptop.settings(Path.of(arguments[0]), null),
            _ -> {},
            InstantSource.system(),
            wrapper -> StandIn.allRunning(wrapper, StandIn.PATIENT));
    System.out.println("busy");
    for (int hand = 0; hand < 3; hand++) {
      Thread.ofPlatform().start(() -> work(provider));
    }
  }

  private static void work(LocalProvider provider) {
    while (true) {
      UUID id = UUID.randomUUID();
      var machine = MachineName.of(id, 1);
      var disk = DiskName.of(id);
      provider.disks().create(new CreateDisk(fence(id, 1), disk, id, id, "pd-balanced", 10));
      provider.machines().create(wish(id, machine, disk, 1));
      provider.machines().stop(new StopMachine(fence(id, 1), machine, null));
      provider.machines().start(wish(id, machine, disk, 2));
      provider.machines().delete(new DeleteMachine(fence(id, 2), machine, null));
      provider.disks().delete(new DeleteDisk(fence(id, 2), disk));
    }
  }

  private static StartMachine wish(UUID id, MachineName machine, DiskName disk, long generation) {
    return new StartMachine(
        fence(id, generation),
        machine,
        id,
        id,
        Tool.TERMINAL,
        "n1-standard-1",
        disk,
        "http://x.localhost:8081",
        Duration.ofHours(1));
  }

  private static Fence fence(UUID id, long generation) {
    return new Fence(id, generation, 1);
  }
}
