package org.stipend.workers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.Fence;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskDeleted;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.disk.DisksContract;

class LocalDisksTest extends DisksContract {

  @TempDir Path directory;

  private ProviderLog log;

  @Override
  protected Disks disks() {
    return disksOnceFree(DataSize.ofMegabytes(1));
  }

  private LocalDisks disksOnceFree(DataSize minimum) {
    try {
      Layout layout = Layout.in(directory);
      log = new ProviderLog(layout.providerLog());
      var room = new Room(layout.directory(), DataSize.ofBytes(0), minimum);
      return new LocalDisks(layout, room, log, InstantSource.system());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  protected boolean exists(DiskName name) {
    return Files.exists(directory.resolve("disks").resolve(name.value()));
  }

  @AfterEach
  void nothingIsLeftInTheTrash() {
    assertThat(directory.resolve("trash")).isEmptyDirectory();
  }

  @Test
  void theLogNamesEachFactOnceHoweverOftenItWasAsked() throws IOException {
    Disks disks = disks();
    disks.create(create());
    disks.create(create());
    disks.delete(delete());
    disks.delete(delete());

    assertThat(log.lines())
        .satisfiesExactly(
            made -> assertThat(made).contains("diskCreated", name.value(), "pd-balanced", "50"),
            gone -> assertThat(gone).contains("diskDeleted", name.value()));
  }

  @Test
  void aCrashBetweenTheRecordAndTheDirectoryIsMadeGood() throws IOException {
    var created = disks().create(create());
    Files.delete(directory.resolve("disks/" + name.value()));
    Files.delete(log.file());

    assertThat(disks().create(create())).isEqualTo(created);
    assertThat(exists(name)).isTrue();
    assertThat(log.lines()).singleElement().asString().contains(created.createdAt().toString());
  }

  @Test
  void deletionFollowsNoLinkAndStopsAtNoLock() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Path precious = Files.writeString(outside.resolve("precious.txt"), "mine");
    Disks disks = disks();
    disks.create(create());
    Path home = directory.resolve("disks/" + name.value());
    Files.createSymbolicLink(home.resolve("link"), outside);
    Path locked = Files.createDirectory(home.resolve("locked"));
    Files.writeString(locked.resolve("file"), "x");
    assertThat(locked.toFile().setWritable(false)).isTrue();

    disks.delete(delete());

    assertThat(exists(name)).isFalse();
    assertThat(precious).hasContent("mine");
  }

  @Test
  void aDiskThatNeverWasIsDeletedNowAndForEver() {
    Disks disks = disks();
    DiskDeleted first = disks.delete(delete());

    assertThat(disks.delete(delete())).isEqualTo(first);
    assertThat(disks.create(create()).createdAt()).isEqualTo(first.deletedAt());
    assertThat(exists(name)).isFalse();
  }

  @Test
  void noNameLeadsOutOfTheDirectory() {
    var outside = new DiskName("pd-../../" + UUID.randomUUID(), null);

    assertThatThrownBy(() -> disks().delete(new DeleteDisk(new Fence(id, 1, 1), outside)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.INVALID_CONFIG.name()));
  }

  @Test
  void aFullComputerMakesNoDiskAndSaysWhy() {
    assertThatThrownBy(() -> disksOnceFree(DataSize.ofTerabytes(1_000_000)).create(create()))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.COMPUTER_FULL.name()))
        .hasMessageContaining("disk free");
    assertThat(exists(name)).isFalse();
  }
}
