package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.CreateSnapshotDiskRequest;
import com.google.cloud.compute.v1.DeleteDiskRequest;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.InsertDiskRequest;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.ResizeDiskRequest;
import com.google.cloud.compute.v1.SetLabelsDiskRequest;
import com.google.cloud.compute.v1.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Naming;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** What changes disks. */
final class Disks {

  private static final Duration INSERT = Duration.ofSeconds(8);
  private static final Duration DELETE = Duration.ofSeconds(5);
  private static final Duration RESIZE = Duration.ofSeconds(5);
  private static final Duration LABEL = Duration.ofMillis(500);
  private static final Duration UPLOADING = Duration.ofSeconds(4);
  private static final Duration SNAPSHOT = Duration.ofSeconds(11);

  private final World world;
  private final NewDisks newDisks;

  Disks(World world, NewDisks newDisks) {
    this.world = world;
    this.newDisks = newDisks;
  }

  Operation insert(InsertDiskRequest request) {
    ProjectState project = world.project(request.getProject());
    Disk disk = newDisks.asked(project, request);
    project
        .quotas()
        .excess(Quotas.ofDisk(disk))
        .ifPresent(excess -> {
          throw Refusal.limited("quotaExceeded", excess.message());
        });
    project.disks().put(disk);
    Reference here = project.disk(request.getZone(), disk.getName());
    return project
        .operations()
        .begin(
            Task.of("insert", here, disk.getId(), INSERT)
                .warned(world.gone().warnings(List.of(disk)))
                .ending(() -> project.disks().change(here, NewDisks::ready))
                .undoneBy(() -> project.disks().remove(here)));
  }

  Operation delete(DeleteDiskRequest request) {
    ProjectState project = world.project(request.getProject());
    Reference here = project.disks().known(project.disk(request.getZone(), request.getDisk()));
    Disk disk = project.disks().get(here);
    requireFree(disk);
    project.disks().change(here, kept -> kept.toBuilder().setStatus("DELETING").build());
    return project
        .operations()
        .begin(
            Task.of("delete", here, disk.getId(), DELETE)
                .ending(() -> project.disks().remove(here))
                .undoneBy(() -> project.disks().change(here, NewDisks::ready)));
  }

  static void requireFree(Disk disk) {
    if (disk.getUsersCount() > 0) {
      throw Refusal.inUse(Reference.pathOf(disk.getSelfLink()), Reference.pathOf(disk.getUsers(0)));
    }
  }

  Operation resize(ResizeDiskRequest request) {
    ProjectState project = world.project(request.getProject());
    Reference here = project.disks().known(project.disk(request.getZone(), request.getDisk()));
    Disk disk = project.disks().get(here);
    long size = request.getDisksResizeRequestResource().getSizeGb();
    if (size <= disk.getSizeGb()) {
      throw Refusal.invalid(
          "sizeGb", size, "must be larger than existing size '" + disk.getSizeGb() + "'.");
    }
    NewDisks.requirePossible("sizeGb", size);
    Map<String, Long> more = Map.of(Quotas.metricOf(disk.getType()), size - disk.getSizeGb());
    project
        .quotas()
        .excess(more)
        .ifPresent(excess -> {
          throw Refusal.limited("quotaExceeded", excess.message());
        });
    return project
        .operations()
        .begin(
            Task.of("resizeDisk", here, disk.getId(), RESIZE)
                .ending(() ->
                    project
                        .disks()
                        .change(here, grown -> grown.toBuilder().setSizeGb(size).build())));
  }

  Operation setLabels(SetLabelsDiskRequest request) {
    ProjectState project = world.project(request.getProject());
    Reference here = project.disks().known(project.disk(request.getZone(), request.getResource()));
    Disk disk = project.disks().get(here);
    var asked = request.getZoneSetLabelsRequestResource();
    Naming.labels("labels", asked.getLabelsMap());
    Fingerprint.require("labels", disk.getLabelFingerprint(), asked.getLabelFingerprint());
    project
        .disks()
        .change(
            here,
            labelled ->
                labelled.toBuilder()
                    .clearLabels()
                    .putAllLabels(asked.getLabelsMap())
                    .setLabelFingerprint(Fingerprint.of(asked.getLabelsMap()))
                    .build());
    return project.operations().begin(Task.of("setLabels", here, disk.getId(), LABEL));
  }

  Operation createSnapshot(CreateSnapshotDiskRequest request) {
    ProjectState project = world.project(request.getProject());
    Reference here = project.disks().known(project.disk(request.getZone(), request.getDisk()));
    Disk disk = project.disks().get(here);
    Snapshot asked = request.getSnapshotResource();
    Reference copy = project.snapshot(Naming.name("resource.name", asked.getName()));
    Naming.labels("resource.labels", asked.getLabelsMap());
    project.snapshots().requireAbsent(copy);
    project
        .quotas()
        .excess(Map.of("SNAPSHOTS", 1L))
        .ifPresent(excess -> {
          throw Refusal.limited("quotaExceeded", excess.message());
        });
    project.snapshots().put(Snapshots.begun(asked, copy, disk, world));
    world
        .events()
        .at(world.now().plus(UPLOADING), () -> Snapshots.become(project, copy, "UPLOADING"));
    return project
        .operations()
        .begin(
            Task.of("createSnapshot", here, disk.getId(), SNAPSHOT)
                .ending(() -> Snapshots.become(project, copy, "READY"))
                .undoneBy(() -> project.snapshots().remove(copy)));
  }
}
