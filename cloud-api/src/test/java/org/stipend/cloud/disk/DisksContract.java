package org.stipend.cloud.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.Fence;

/** What every provider's disks do, and every fake of them. */
public abstract class DisksContract {

  protected final UUID id = UUID.randomUUID();

  /** In the first zone, where there are zones. */
  protected DiskName name = DiskName.of(id);

  private Disks disks;

  protected abstract Disks disks();

  protected abstract boolean exists(DiskName name);

  /** In which disks can be made; what is said of moving them is tried where there are two. */
  protected List<String> zones() {
    return List.of();
  }

  @BeforeEach
  void open() {
    disks = disks();
    name = DiskName.of(id).in(zones().stream().findFirst().orElse(null));
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
  void aDiskThatNeverWasIsDeletedHoweverOftenItIsAsked() {
    assertThat(disks.delete(delete()).createdAt()).isNull();
    assertThat(disks.delete(delete()).createdAt()).isNull();
    assertThat(exists(name)).isFalse();
  }

  @Test
  void aDiskThatIsMovedIsInTheOtherZoneAndNoMoreInTheFirst() {
    disks.create(create());
    DiskCreated moved = disks.move(moveAway());

    assertThat(moved.name()).isEqualTo(elsewhere());
    assertThat(exists(elsewhere())).isTrue();
    assertThat(exists(name)).isFalse();
  }

  @Test
  void movingTwiceIsMovingOnce() {
    disks.create(create());
    DiskCreated first = disks.move(moveAway());

    assertThat(disks.move(moveAway())).isEqualTo(first);
    assertThat(exists(elsewhere())).isTrue();
    assertThat(exists(name)).isFalse();
  }

  @Test
  void aDiskThatWasMovedCanBeMovedBack() {
    disks.create(create());
    disks.move(moveAway());
    DiskCreated back = disks.move(move(3, elsewhere(), name));

    assertThat(back.name()).isEqualTo(name);
    assertThat(exists(name)).isTrue();
    assertThat(exists(elsewhere())).isFalse();
  }

  @Test
  void aDiskThatWasMovedIsDeletedWhereItIs() {
    disks.create(create());
    disks.move(moveAway());
    disks.delete(new DeleteDisk(new Fence(id, 3, 1), elsewhere()));

    assertThat(exists(elsewhere())).isFalse();
  }

  @Test
  void aMoveThatComesAfterTheDeletionMakesNothing() {
    disks.create(create());
    MoveDisk move = moveAway();
    disks.delete(new DeleteDisk(new Fence(id, 3, 1), name));

    assertThatThrownBy(() -> disks.move(move))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.DISK_MISSING.name()));
    assertThat(exists(elsewhere())).isFalse();
  }

  private DiskName elsewhere() {
    return name.in(zones().get(1));
  }

  private MoveDisk moveAway() {
    assumeTrue(zones().size() > 1, "this provider has no zones");
    return move(2, name, elsewhere());
  }

  private MoveDisk move(long generation, DiskName from, DiskName to) {
    return new MoveDisk(
        new Fence(id, generation, 1), from, to, id, UUID.randomUUID(), "pd-balanced", 50);
  }

  protected final CreateDisk create() {
    return new CreateDisk(new Fence(id, 1, 1), name, id, UUID.randomUUID(), "pd-balanced", 50);
  }

  protected final DeleteDisk delete() {
    return new DeleteDisk(new Fence(id, 2, 1), name);
  }
}
