package org.stipend.orchestrator.runtime.workflow;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskDeleted;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.MoveDisk;

/** The disks of {@link TestingCloud}; each change asks for its instant. */
final class TestingDisks {

  private final Map<DiskName, DiskCreated> disks = new HashMap<>();
  private final Map<String, CreateDisk> wished = new HashMap<>();
  private final Map<DiskName, DiskDeleted> deleted = new HashMap<>();

  boolean exist(DiskName disk) {
    return disks.containsKey(disk) && !deleted.containsKey(disk);
  }

  List<DiskCreated> existing() {
    return disks.values().stream().filter(disk -> exist(disk.name())).toList();
  }

  /** As it was asked for, wherever it is now. */
  CreateDisk wished(DiskName disk) {
    return wished.get(disk.value());
  }

  DiskCreated create(CreateDisk request, Supplier<Instant> at) {
    DiskDeleted gone = deleted.get(request.name());
    if (gone != null && gone.createdAt() == null) {
      return new DiskCreated(request.name(), gone.deletedAt());
    }
    wished.putIfAbsent(request.name().value(), request);
    return disks.computeIfAbsent(request.name(), name -> new DiskCreated(name, at.get()));
  }

  /** Empty where there is none to move. */
  Optional<DiskCreated> move(MoveDisk request, Supplier<Instant> at) {
    if (exist(request.from())) {
      disks.remove(request.from());
      deleted.remove(request.to());
      disks.put(request.to(), new DiskCreated(request.to(), at.get()));
    }
    return Optional.ofNullable(exist(request.to()) ? disks.get(request.to()) : null);
  }

  DiskDeleted delete(DeleteDisk request, Supplier<Instant> at) {
    DiskCreated created = disks.get(request.name());
    return deleted.computeIfAbsent(
        request.name(),
        name -> new DiskDeleted(name, created == null ? null : created.createdAt(), at.get()));
  }
}
