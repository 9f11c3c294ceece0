package org.stipend.workers.google;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.MoveDisk;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopMachine;

/** What a workflow asks for about one runtime: each call the same however often it is asked. */
final class Asked {

  static final String TYPE = "n1-standard-1";

  final UUID runtime = UUID.randomUUID();
  final UUID workspace = UUID.randomUUID();
  final UUID disk = UUID.randomUUID();
  final MachineName name;
  final DiskName home;
  final DiskName elsewhere;

  Asked() {
    this(null);
  }

  /**
   * @param project null: the one that all share
   */
  Asked(@Nullable String project) {
    name = MachineName.of(runtime, 1).in(EmulatedGoogle.ZONE).ofProject(project);
    home = DiskName.of(disk).in(EmulatedGoogle.ZONE).ofProject(project);
    elsewhere = home.in(EmulatedGoogle.ZONES.get(1));
  }

  CreateDisk disk() {
    return new CreateDisk(new Fence(disk, 1, 1), home, disk, workspace, "pd-balanced", 10);
  }

  DeleteDisk deleteDisk() {
    return new DeleteDisk(new Fence(disk, 9, 1), home);
  }

  MoveDisk move() {
    return new MoveDisk(new Fence(disk, 2, 1), home, elsewhere, disk, workspace, "pd-balanced", 10);
  }

  StartMachine start(long generation) {
    return start(generation, TYPE);
  }

  StartMachine start(long generation, String machineType) {
    return new StartMachine(
        fence(generation),
        name,
        runtime,
        workspace,
        Tool.TERMINAL,
        machineType,
        home,
        "http://tool.localhost:8081",
        Duration.ofHours(1));
  }

  StopMachine stop(long generation) {
    return new StopMachine(fence(generation), name, home);
  }

  DeleteMachine delete(long generation) {
    return new DeleteMachine(fence(generation), name, home);
  }

  private Fence fence(long generation) {
    return new Fence(runtime, generation, 1);
  }
}
