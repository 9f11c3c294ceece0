package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.DeleteSnapshotRequest;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.SetLabelsSnapshotRequest;
import com.google.cloud.compute.v1.Snapshot;
import java.time.Duration;
import org.stipend.emulator.catalog.Places;
import org.stipend.emulator.wire.Fingerprint;
import org.stipend.emulator.wire.Naming;
import org.stipend.emulator.wire.Reference;

/** What changes snapshots. */
final class Snapshots {

  private static final Duration DELETE = Duration.ofSeconds(5);
  private static final Duration LABEL = Duration.ofMillis(500);

  private final World world;

  Snapshots(World world) {
    this.world = world;
  }

  static Snapshot begun(Snapshot asked, Reference here, Disk disk, World world) {
    Snapshot.Builder snapshot =
        Snapshot.newBuilder()
            .setKind("compute#snapshot")
            .setId(world.ids().next())
            .setName(here.name())
            .setStatus("CREATING")
            .setCreationTimestamp(Times.print(world.now()))
            .setSourceDisk(disk.getSelfLink())
            .setSourceDiskId(String.valueOf(disk.getId()))
            .setDiskSizeGb(disk.getSizeGb())
            .setSnapshotType("STANDARD")
            .addStorageLocations(Places.REGION)
            .putAllLabels(asked.getLabelsMap())
            .setLabelFingerprint(Fingerprint.of(asked.getLabelsMap()))
            .setSelfLink(here.link());
    if (asked.hasDescription()) snapshot.setDescription(asked.getDescription());
    return snapshot.build();
  }

  static void become(ProjectState project, Reference here, String status) {
    if (project.snapshots().find(here).isEmpty()) return;
    project
        .snapshots()
        .change(
            here,
            snapshot -> {
              Snapshot.Builder changed = snapshot.toBuilder().setStatus(status);
              if (status.equals("READY")) {
                changed.setStorageBytes(snapshot.getDiskSizeGb() << 26);
                changed.setStorageBytesStatus("UP_TO_DATE");
              }
              return changed.build();
            });
  }

  Operation delete(DeleteSnapshotRequest request) {
    ProjectState project = world.project(request.getProject());
    Reference here = project.snapshots().known(project.snapshot(request.getSnapshot()));
    long id = project.snapshots().get(here).getId();
    become(project, here, "DELETING");
    return project
        .operations()
        .begin(
            Task.of("delete", here, id, DELETE)
                .ending(() -> project.snapshots().remove(here))
                .undoneBy(() -> become(project, here, "READY")));
  }

  Operation setLabels(SetLabelsSnapshotRequest request) {
    ProjectState project = world.project(request.getProject());
    Reference here = project.snapshots().known(project.snapshot(request.getResource()));
    Snapshot snapshot = project.snapshots().get(here);
    var asked = request.getGlobalSetLabelsRequestResource();
    Naming.labels("labels", asked.getLabelsMap());
    Fingerprint.require("labels", snapshot.getLabelFingerprint(), asked.getLabelFingerprint());
    project
        .snapshots()
        .change(
            here,
            labelled ->
                labelled.toBuilder()
                    .clearLabels()
                    .putAllLabels(asked.getLabelsMap())
                    .setLabelFingerprint(Fingerprint.of(asked.getLabelsMap()))
                    .build());
    return project.operations().begin(Task.of("setLabels", here, snapshot.getId(), LABEL));
  }
}
