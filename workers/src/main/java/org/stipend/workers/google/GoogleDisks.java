package org.stipend.workers.google;

import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.Operation;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskDeleted;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.disk.MoveDisk;
import org.stipend.workers.refusal.Refusal;

/**
 * Persistent disks. Of one that is gone Google remembers for some days what was done to it: when it
 * was made and deleted, and so that it is not to be made again.
 */
@ActivityImpl(taskQueues = GoogleSettings.TASK_QUEUE)
final class GoogleDisks implements Disks {

  private final PersistentDisks disks;
  private final Waits waits;
  private final String environment;
  private final Telling telling;

  GoogleDisks(PersistentDisks disks, Waits waits, String environment, Telling telling) {
    this.disks = disks;
    this.waits = waits;
    this.environment = environment;
    this.telling = telling;
  }

  @Override
  public DiskCreated create(CreateDisk request) {
    DiskName name = request.name();
    return telling.telling(
        what(request.type(), name),
        () -> {
          List<Operation> before = settled(name);
          if (disks.find(name).isEmpty() && ended(before, "delete").isEmpty()) {
            disks.insert(name, asked(request), Wish.of(request.fence()));
          }
          return new DiskCreated(name, createdAt(name));
        });
  }

  private static String what(String type, DiskName name) {
    return "%s disk in %s".formatted(type, name.zone());
  }

  private Disk asked(CreateDisk request) {
    return Disk.newBuilder()
        .setName(request.name().value())
        .setSizeGb(request.sizeGib())
        .setType(disks.site(request.name()).diskType(request.type()))
        .putAllLabels(labels(request))
        .build();
  }

  private Map<String, String> labels(CreateDisk request) {
    Map<String, String> labels = Labels.ours(environment);
    labels.put(Labels.DISK, request.disk().toString());
    labels.put(Labels.WORKSPACE, request.workspace().toString());
    return labels;
  }

  /** Of one that is gone, when Google began to make it. */
  private Instant createdAt(DiskName name) {
    return disks
        .find(name)
        .map(disk -> Vm.instant(disk.getCreationTimestamp()))
        .or(() -> made(settled(name)))
        .orElseGet(waits::now);
  }

  @Override
  public DiskCreated move(MoveDisk request) {
    return telling.telling(
        what(request.type(), request.to()),
        () -> {
          settled(request.from());
          settled(request.to());
          Optional<Disk> source = disks.find(request.from());
          if (disks.find(request.to()).isEmpty()) copy(source, request);
          if (source.isPresent()) disks.delete(request.from(), Wish.of(request.fence()));
          disks.deleteSnapshot(request.to(), snapshot(request));
          return new DiskCreated(request.to(), createdAt(request.to()));
        });
  }

  /** What no machine ever had is empty. */
  private void copy(Optional<Disk> source, MoveDisk request) {
    Disk from =
        source.orElseThrow(() ->
            Refusal.of(FailureType.DISK_MISSING, "there is no disk " + request.from().value()));
    if (from.getUsersCount() > 0) {
      throw Refusal.of(
          FailureType.DISK_IN_USE, "The disk %s hangs on a machine.".formatted(from.getName()));
    }
    Wish wish = Wish.of(request.fence());
    Disk.Builder copy =
        Disk.newBuilder()
            .setName(request.to().value())
            .setSizeGb(request.sizeGib())
            .setType(disks.site(request.to()).diskType(request.type()))
            .putAllLabels(from.getLabelsMap());
    if (from.hasLastAttachTimestamp()) {
      copy.setSourceSnapshot(
          disks.snapshot(request.from(), snapshot(request), from.getLabelsMap(), wish));
    }
    disks.insert(request.to(), copy.build(), wish);
  }

  private static String snapshot(MoveDisk request) {
    return "mv-%s-g%d".formatted(request.disk(), request.fence().generation());
  }

  @Override
  public DiskDeleted delete(DeleteDisk request) {
    DiskName name = request.name();
    if (!disks.mayExist(name)) return new DiskDeleted(name, null, waits.now());
    return telling.telling(
        name.value(),
        () -> {
          settled(name);
          if (disks.find(name).isPresent()) disks.delete(name, Wish.of(request.fence()));
          List<Operation> done = settled(name);
          Instant deletedAt =
              ended(done, "delete")
                  .map(delete -> Vm.instant(delete.getEndTime()))
                  .orElseGet(waits::now);
          return new DiskDeleted(name, made(done).orElse(null), deletedAt);
        });
  }

  /** All that was done to it, and nothing is being done any more. */
  private List<Operation> settled(DiskName name) {
    String link = "disks/" + name.value();
    waits.settle(disks.site(name), link, Instant.MAX);
    return waits.of(disks.site(name), link);
  }

  private static Optional<Instant> made(List<Operation> done) {
    return ended(done, "insert").map(insert -> Vm.instant(insert.getInsertTime()));
  }

  private static Optional<Operation> ended(List<Operation> done, String type) {
    return done.stream()
        .filter(operation -> operation.getOperationType().equals(type))
        .filter(operation -> operation.getStatus() == Operation.Status.DONE)
        .filter(operation -> ComputeError.of(operation).isEmpty())
        .reduce((_, newer) -> newer);
  }
}
