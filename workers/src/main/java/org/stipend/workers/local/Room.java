package org.stipend.workers.local;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.springframework.util.unit.DataSize;
import org.stipend.cloud.FailureType;
import org.stipend.workers.refusal.Refusal;

/** Whether this computer has room for more. */
final class Room {

  private static final Path MEMINFO = Path.of("/proc/meminfo");

  private final Path directory;
  private final DataSize minimumFreeMemory;
  private final DataSize minimumFreeDisk;

  Room(Path directory, DataSize minimumFreeMemory, DataSize minimumFreeDisk) {
    this.directory = directory;
    this.minimumFreeMemory = minimumFreeMemory;
    this.minimumFreeDisk = minimumFreeDisk;
  }

  void requireForTool() throws IOException {
    OptionalLong free = availableMemory();
    if (free.isPresent() && free.getAsLong() < minimumFreeMemory.toBytes()) {
      throw full("memory", free.getAsLong(), minimumFreeMemory);
    }
    requireForDisk();
  }

  void requireForDisk() throws IOException {
    long free = Files.getFileStore(directory).getUsableSpace();
    if (free < minimumFreeDisk.toBytes()) throw full("disk", free, minimumFreeDisk);
  }

  /** Total memory in bytes, 0 where it is not known. */
  static long totalMemory() throws IOException {
    return read("MemTotal:").orElse(0);
  }

  /** Empty where it is not known. */
  private static OptionalLong availableMemory() throws IOException {
    return read("MemAvailable:");
  }

  private static OptionalLong read(String field) throws IOException {
    try {
      return Files.readAllLines(MEMINFO).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst();
    } catch (NoSuchFileException otherSystem) {
      return OptionalLong.empty();
    }
  }

  private static ApplicationFailure full(String what, long free, DataSize needed) {
    return Refusal.of(
        FailureType.COMPUTER_FULL,
        "This computer has %d MiB of %s free; a launch needs %d MiB. Stop a runtime or free some."
            .formatted(free >> 20, what, needed.toMegabytes()));
  }
}
