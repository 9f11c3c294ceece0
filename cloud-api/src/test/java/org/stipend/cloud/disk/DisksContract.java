package org.stipend.cloud.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.Fence;

/** What every provider's disks do, and every fake of them. */
public abstract class DisksContract {

  protected final UUID id = UUID.randomUUID();
  protected final DiskName name = DiskName.of(id);

  private Disks disks;

  protected abstract Disks disks();

  protected abstract boolean exists(DiskName name);

  @BeforeEach
  void open() {
    disks = disks();
  }

  @Test
  void creatingTwiceAnswersTheFirstInstant() {
    DiskCreated first = disks.create(create());

    assertThat(disks.create(create())).isEqualTo(first);
    assertThat(exists(name)).isTrue();
  }

  @Test
  void deletingTwiceAnswersTheFirstInstant() {
    DiskCreated created = disks.create(create());
    DiskDeleted first = disks.delete(delete());

    assertThat(first.deletedAt()).isAfterOrEqualTo(created.createdAt());
    assertThat(disks.delete(delete())).isEqualTo(first);
    assertThat(exists(name)).isFalse();
  }

  @Test
  void aCreationThatComesAfterTheDeletionMakesNothing() {
    DiskCreated created = disks.create(create());
    disks.delete(delete());

    assertThat(disks.create(create())).isEqualTo(created);
    assertThat(exists(name)).isFalse();
  }

  @Test
  void aDiskThatNeverWasIsDeletedNowAndForEver() {
    DiskDeleted first = disks.delete(delete());

    assertThat(disks.delete(delete())).isEqualTo(first);
    assertThat(disks.create(create()).createdAt()).isEqualTo(first.deletedAt());
    assertThat(exists(name)).isFalse();
  }

  protected final CreateDisk create() {
    return new CreateDisk(new Fence(id, 1, 1), name, id, UUID.randomUUID(), "pd-balanced", 50);
  }

  protected final DeleteDisk delete() {
    return new DeleteDisk(new Fence(id, 2, 1), name);
  }
}
