package org.stipend.workers.local;

import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.ActivityImpl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskDeleted;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.disk.MoveDisk;

/**
 * A disk is a directory, its size a number that is charged and not enforced. The record is written
 * before the directory is made or removed and stays for ever: instants never change, and a creation
 * that arrives after the deletion makes nothing.
 */
@ActivityImpl(taskQueues = TaskQueues.LOCAL)
final class LocalDisks implements Disks {

  record DiskRecord(
      Instant createdAt, String type, long sizeGib, String workspace, @Nullable Instant deletedAt) {

    DiskRecord deleted(Instant at) {
      return new DiskRecord(createdAt, type, sizeGib, workspace, at);
    }
  }

  private final Layout layout;
  private final Room room;
  private final ProviderLog providerLog;
  private final InstantSource clock;
  private final Turns<DiskName> turns = new Turns<>();

  LocalDisks(Layout layout, Room room, ProviderLog providerLog, InstantSource clock) {
    this.layout = layout;
    this.room = room;
    this.providerLog = providerLog;
    this.clock = clock;
  }

  @Override
  public DiskCreated create(CreateDisk request) {
    return turns.take(
        request.name(),
        () -> {
          DiskRecord disk = recorded(request);
          if (disk.deletedAt() == null) Folders.make(layout.disk(request.name()));
          logCreation(request.name(), disk);
          return new DiskCreated(request.name(), disk.createdAt());
        });
  }

  private DiskRecord recorded(CreateDisk request) throws IOException {
    Path file = layout.diskRecord(request.name());
    Optional<DiskRecord> known = Folders.read(file, DiskRecord.class);
    if (known.isPresent()) return known.get();
    room.requireForDisk();
    var made =
        new DiskRecord(
            clock.instant(),
            request.type(),
            request.sizeGib(),
            request.workspace().toString(),
            null);
    Folders.write(file, made);
    return made;
  }

  @Override
  public DiskCreated move(MoveDisk request) {
    throw ApplicationFailure.newNonRetryableFailure(
        "This computer has no zones to move a disk between.", FailureType.INVALID_CONFIG.name());
  }

  @Override
  public DiskDeleted delete(DeleteDisk request) {
    return turns.take(
        request.name(),
        () -> {
          Path file = layout.diskRecord(request.name());
          Optional<DiskRecord> known = Folders.read(file, DiskRecord.class);
          Instant deletedAt = known.map(DiskRecord::deletedAt).orElseGet(clock::instant);
          if (known.map(DiskRecord::deletedAt).isEmpty()) {
            Folders.write(file, known.orElseGet(() -> neverMade(deletedAt)).deleted(deletedAt));
          }
          Folders.discard(layout.disk(request.name()), layout.trash());
          if (known.isEmpty() || known.get().type().isEmpty()) {
            return new DiskDeleted(request.name(), null, deletedAt);
          }
          logCreation(request.name(), known.get());
          providerLog.ensure("diskDeleted", deletedAt, subject(request.name()), Map.of());
          return new DiskDeleted(request.name(), known.get().createdAt(), deletedAt);
        });
  }

  private static DiskRecord neverMade(Instant now) {
    return new DiskRecord(now, "", 0, "", null);
  }

  private void logCreation(DiskName name, DiskRecord disk) throws IOException {
    if (disk.type().isEmpty()) return;
    providerLog.ensure(
        "diskCreated",
        disk.createdAt(),
        subject(name),
        Map.of("type", disk.type(), "sizeGib", disk.sizeGib(), "workspace", disk.workspace()));
  }

  private static Map<String, String> subject(DiskName name) {
    return Map.of("disk", name.value());
  }
}
