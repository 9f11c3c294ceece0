package org.stipend.workers.google;

import com.google.cloud.compute.v1.CreateSnapshotDiskRequest;
import com.google.cloud.compute.v1.DeleteDiskRequest;
import com.google.cloud.compute.v1.DeleteSnapshotRequest;
import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.DisksClient;
import com.google.cloud.compute.v1.InsertDiskRequest;
import com.google.cloud.compute.v1.SetLabelsDiskRequest;
import com.google.cloud.compute.v1.Snapshot;
import com.google.cloud.compute.v1.SnapshotsClient;
import com.google.cloud.compute.v1.ZoneSetLabelsRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stipend.cloud.disk.DiskName;
import org.stipend.workers.google.ComputeError.Kind;

/** The calls about disks, each waited for until its operation has ended. */
final class PersistentDisks {

  private static final int MOST_TRIES = 10;

  private final DisksClient client;
  private final SnapshotsClient snapshots;
  private final Territory territory;
  private final Waits waits;

  PersistentDisks(ComputeClients clients, Territory territory, Waits waits) {
    this.client = clients.disks();
    this.snapshots = clients.snapshots();
    this.territory = territory;
    this.waits = waits;
  }

  Site site(DiskName name) {
    return territory.site(name);
  }

  /** False where it was never asked for. */
  boolean mayExist(DiskName name) {
    return territory.mayHave(name);
  }

  /** One of ours: another's of the same name is none. */
  Optional<Disk> find(DiskName name) {
    return any(name).filter(PersistentDisks::isOurs);
  }

  private Optional<Disk> any(DiskName name) {
    try {
      return Optional.of(
          ComputeFailure.calling(
              () -> client.get(site(name).project(), site(name).zone(), name.value())));
    } catch (ComputeFailure failure) {
      if (failure.kind() == Kind.ABSENT) return Optional.empty();
      throw failure;
    }
  }

  private static boolean isOurs(Disk disk) {
    return disk.getName().equals("pd-" + disk.getLabelsOrDefault(Labels.DISK, ""))
        && disk.getLabelsOrDefault(Labels.MANAGED_BY, "").equals(Labels.STIPEND);
  }

  /**
   * It may exist already: whoever asks looks at it next.
   *
   * @throws ComputeFailure also where one exists that is not ours, and then for good
   */
  void insert(DiskName name, Disk disk, Wish wish) {
    Site site = site(name);
    InsertDiskRequest.Builder request =
        InsertDiskRequest.newBuilder()
            .setProject(site.project())
            .setZone(site.zone())
            .setDiskResource(disk);
    try {
      waits.inRounds(
          site,
          round -> {
            request.setRequestId(RequestIds.of("insert", site, name.value(), wish, round));
            return client.insertCallable().call(request.build());
          });
    } catch (ComputeFailure failure) {
      if (failure.kind() != Kind.EXISTS) throw failure;
      if (any(name).filter(it -> !isOurs(it)).isPresent()) throw failure.meaning(Kind.INVALID);
    }
  }

  /** What is not there is deleted. */
  void delete(DiskName name, Wish wish) {
    Site site = site(name);
    DeleteDiskRequest.Builder request =
        DeleteDiskRequest.newBuilder()
            .setProject(site.project())
            .setZone(site.zone())
            .setDisk(name.value());
    try {
      waits.inRounds(
          site,
          round -> {
            request.setRequestId(RequestIds.of("delete", site, name.value(), wish, round));
            return client.deleteCallable().call(request.build());
          });
    } catch (ComputeFailure failure) {
      if (failure.kind() != Kind.ABSENT) throw failure;
    }
  }

  /**
   * All that is on a disk, to be had in every zone. It may exist already.
   *
   * @return what a new disk names as its source
   */
  String snapshot(DiskName name, String snapshot, Map<String, String> labels, Wish wish) {
    Site site = site(name);
    CreateSnapshotDiskRequest.Builder request =
        CreateSnapshotDiskRequest.newBuilder()
            .setProject(site.project())
            .setZone(site.zone())
            .setDisk(name.value())
            .setSnapshotResource(Snapshot.newBuilder().setName(snapshot).putAllLabels(labels));
    try {
      waits.inRounds(
          site,
          round -> {
            request.setRequestId(RequestIds.of("snapshot", site, name.value(), wish, round));
            return client.createSnapshotCallable().call(request.build());
          });
    } catch (ComputeFailure failure) {
      if (failure.kind() != Kind.EXISTS) throw failure;
    }
    return "projects/%s/global/snapshots/%s".formatted(site.project(), snapshot);
  }

  /** What is not there is deleted. */
  void deleteSnapshot(DiskName of, String snapshot) {
    DeleteSnapshotRequest request =
        DeleteSnapshotRequest.newBuilder()
            .setProject(site(of).project())
            .setSnapshot(snapshot)
            .build();
    try {
      waits.done(site(of), ComputeFailure.calling(() -> snapshots.deleteCallable().call(request)));
    } catch (ComputeFailure failure) {
      if (failure.kind() != Kind.ABSENT) throw failure;
    }
  }

  /** Of two who write at once one is told so, reads again, and writes on top. */
  void relabel(DiskName name, UnaryOperator<Map<String, String>> change) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Disk> disk = find(name);
      if (disk.isEmpty()) return;
      Map<String, String> labels = change.apply(new LinkedHashMap<>(disk.get().getLabelsMap()));
      if (labels.equals(disk.get().getLabelsMap())) return;
      try {
        write(name, labels, disk.get().getLabelFingerprint());
        return;
      } catch (ComputeFailure failure) {
        if (failure.kind() != Kind.STALE) throw failure;
      }
    }
    throw new IllegalStateException("others keep writing labels of " + name.value());
  }

  private void write(DiskName name, Map<String, String> labels, String fingerprint) {
    Site site = site(name);
    SetLabelsDiskRequest request =
        SetLabelsDiskRequest.newBuilder()
            .setProject(site.project())
            .setZone(site.zone())
            .setResource(name.value())
            .setZoneSetLabelsRequestResource(
                ZoneSetLabelsRequest.newBuilder()
                    .putAllLabels(labels)
                    .setLabelFingerprint(fingerprint))
            .build();
    waits.done(site, ComputeFailure.calling(() -> client.setLabelsCallable().call(request)));
  }
}
