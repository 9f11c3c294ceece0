package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Instance;
import java.util.List;
import java.util.stream.IntStream;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/**
 * Which disk is used by which machine: an entry at the machine, and the machine among the users.
 */
final class Attachments {

  private static final String READ_ONLY = "READ_ONLY";

  private Attachments() {}

  static Reference disk(ProjectState project, AttachedDisk attached) {
    return Reference.require("disk", attached.getSource(), project.id(), "disks");
  }

  /** What is said of an attached disk, with what Google adds. */
  static AttachedDisk complete(AttachedDisk asked, Disk disk, int index) {
    AttachedDisk.Builder attached =
        AttachedDisk.newBuilder()
            .setKind("compute#attachedDisk")
            .setType("PERSISTENT")
            .setMode(asked.getMode().isEmpty() ? "READ_WRITE" : asked.getMode())
            .setSource(disk.getSelfLink())
            .setDeviceName(
                asked.getDeviceName().isEmpty()
                    ? "persistent-disk-" + index
                    : asked.getDeviceName())
            .setIndex(index)
            .setBoot(asked.getBoot())
            .setAutoDelete(asked.getAutoDelete())
            .setInterface(asked.getInterface().isEmpty() ? "SCSI" : asked.getInterface())
            .setDiskSizeGb(disk.getSizeGb());
    if (!disk.getArchitecture().isEmpty()) attached.setArchitecture(disk.getArchitecture());
    return attached.build();
  }

  static int freeIndex(Instance instance) {
    List<Integer> taken = instance.getDisksList().stream().map(AttachedDisk::getIndex).toList();
    return IntStream.iterate(0, i -> i + 1)
        .filter(i -> !taken.contains(i))
        .findFirst()
        .orElseThrow();
  }

  /** Refuses a disk that another machine uses, unless all of them only read. */
  static void requireUsable(ProjectState project, AttachedDisk asked, Disk disk) {
    boolean isShared =
        asked.getMode().equals(READ_ONLY)
            && disk.getUsersList().stream().allMatch(user -> onlyReads(project, user, disk));
    if (!isShared) Disks.requireFree(disk);
    if (disk.getStatus().equals("DELETING")) {
      throw Refusal.notReady(Reference.pathOf(disk.getSelfLink()));
    }
  }

  private static boolean onlyReads(ProjectState project, String user, Disk disk) {
    return Reference.parse(user, project.id()).flatMap(vm -> project.instances().find(vm)).stream()
        .flatMap(vm -> vm.getDisksList().stream())
        .filter(attached -> attached.getSource().equals(disk.getSelfLink()))
        .allMatch(attached -> attached.getMode().equals(READ_ONLY));
  }

  static void take(World world, ProjectState project, Reference vm, AttachedDisk attached) {
    project
        .disks()
        .change(
            disk(project, attached),
            disk ->
                disk.toBuilder()
                    .addUsers(vm.link())
                    .setLastAttachTimestamp(Times.print(world.now()))
                    .build());
  }

  static void release(World world, ProjectState project, Reference vm, AttachedDisk attached) {
    project
        .disks()
        .change(
            disk(project, attached),
            disk -> {
              List<String> others =
                  disk.getUsersList().stream().filter(user -> !user.equals(vm.link())).toList();
              return disk.toBuilder()
                  .clearUsers()
                  .addAllUsers(others)
                  .setLastDetachTimestamp(Times.print(world.now()))
                  .build();
            });
  }

  /** Refuses a device name that no disk of the machine has. */
  static AttachedDisk named(Instance instance, String deviceName) {
    return instance.getDisksList().stream()
        .filter(attached -> attached.getDeviceName().equals(deviceName))
        .findFirst()
        .orElseThrow(() ->
            Refusal.invalid(
                "disk",
                deviceName,
                "No attached disk found with device name '" + deviceName + "'"));
  }
}
