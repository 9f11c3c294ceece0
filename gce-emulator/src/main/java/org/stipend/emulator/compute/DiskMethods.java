package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.AggregatedListDisksRequest;
import com.google.cloud.compute.v1.CreateSnapshotDiskRequest;
import com.google.cloud.compute.v1.DeleteDiskRequest;
import com.google.cloud.compute.v1.DeleteSnapshotRequest;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.DiskAggregatedList;
import com.google.cloud.compute.v1.DiskList;
import com.google.cloud.compute.v1.GetDiskRequest;
import com.google.cloud.compute.v1.GetSnapshotRequest;
import com.google.cloud.compute.v1.InsertDiskRequest;
import com.google.cloud.compute.v1.ListDisksRequest;
import com.google.cloud.compute.v1.ListSnapshotsRequest;
import com.google.cloud.compute.v1.ResizeDiskRequest;
import com.google.cloud.compute.v1.SetLabelsDiskRequest;
import com.google.cloud.compute.v1.SetLabelsSnapshotRequest;
import com.google.cloud.compute.v1.Snapshot;
import com.google.cloud.compute.v1.SnapshotList;
import org.stipend.emulator.wire.Listing;
import org.stipend.emulator.wire.Methods;

/** Which calls read and change disks and snapshots. */
final class DiskMethods {

  private final World world;
  private final Disks disks;
  private final Snapshots snapshots;

  DiskMethods(World world, NewDisks newDisks) {
    this.world = world;
    this.disks = new Disks(world, newDisks);
    this.snapshots = new Snapshots(world);
  }

  void bind(Methods methods) {
    methods
        .on(InsertDiskRequest.getDefaultInstance(), disks::insert)
        .on(DeleteDiskRequest.getDefaultInstance(), disks::delete)
        .on(ResizeDiskRequest.getDefaultInstance(), disks::resize)
        .on(SetLabelsDiskRequest.getDefaultInstance(), disks::setLabels)
        .on(CreateSnapshotDiskRequest.getDefaultInstance(), disks::createSnapshot)
        .on(GetDiskRequest.getDefaultInstance(), this::disk)
        .on(
            ListDisksRequest.getDefaultInstance(),
            r ->
                Zonal.flat(
                    r,
                    DiskList.newBuilder(),
                    "disks",
                    world.project(r.getProject()).disks().in(ProjectState.zoneScope(r.getZone()))))
        .on(
            AggregatedListDisksRequest.getDefaultInstance(),
            r ->
                Zonal.scoped(
                    r,
                    DiskAggregatedList.newBuilder(),
                    "disks",
                    zone ->
                        world.project(r.getProject()).disks().in(ProjectState.zoneScope(zone))));
    bindSnapshots(methods);
  }

  private Disk disk(GetDiskRequest request) {
    ProjectState project = world.project(request.getProject());
    return project.disks().get(project.disk(request.getZone(), request.getDisk()));
  }

  private void bindSnapshots(Methods methods) {
    methods
        .on(DeleteSnapshotRequest.getDefaultInstance(), snapshots::delete)
        .on(SetLabelsSnapshotRequest.getDefaultInstance(), snapshots::setLabels)
        .on(GetSnapshotRequest.getDefaultInstance(), this::snapshot)
        .on(
            ListSnapshotsRequest.getDefaultInstance(),
            r ->
                Listing.flat(
                    r,
                    SnapshotList.newBuilder(),
                    "projects/" + r.getProject() + "/global/snapshots",
                    world.project(r.getProject()).snapshots().all()));
  }

  private Snapshot snapshot(GetSnapshotRequest request) {
    ProjectState project = world.project(request.getProject());
    return project.snapshots().get(project.snapshot(request.getSnapshot()));
  }
}
