package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.cloud.compute.v1.Disk;
import com.google.cloud.compute.v1.InsertDiskRequest;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;

/** Disks where Google says no, is in trouble, or its answers are lost. */
class GoogleDiskFailuresTest {

  private static final Refusal BACKEND = Refusal.of(503, "backendError", "Try again.");
  private static final Fault.Effect TROUBLE =
      new Fault.Ends(new Ending.Fails(500, "INTERNAL_ERROR", "Internal error."));

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();
  private final Asked asked = new Asked();
  private GoogleDisks disks;

  @BeforeEach
  void open() {
    disks = google.provider().diskActivities();
  }

  @Test
  void aDiskWhoseAnswersAreLostIsMadeOnceAndDeletedOnce() {
    google.goesWrong("disks.insert", new Fault.DoneButDropped());
    DiskCreated made = again(() -> disks.create(asked.disk()));
    assertThat(disks.create(asked.disk())).isEqualTo(made);

    google.goesWrong("disks.delete", new Fault.DoneButRefused(BACKEND));
    assertThat(again(() -> disks.delete(asked.deleteDisk())))
        .isEqualTo(disks.delete(asked.deleteDisk()));
    assertThat(google.everything()).isEmpty();
  }

  @Test
  void anOperationOnADiskThatGoogleDoesNotManageIsAskedForUnderAnotherId() {
    google.goesWrong("disks.insert", TROUBLE);
    disks.create(asked.disk());
    assertThat(google.exists(asked.home)).isTrue();

    google.goesWrong("disks.delete", TROUBLE);
    disks.delete(asked.deleteDisk());
    assertThat(google.everything()).isEmpty();
  }

  @Test
  void aDiskThatThereWasNoRoomForIsMadeByTheSameCallOnceThereIs() {
    google.goesWrong(
        "disks.insert",
        new Fault.Ends(new Ending.Fails(503, "ZONE_RESOURCE_POOL_EXHAUSTED", "No room.")));
    var no = catchThrowableOfType(ApplicationFailure.class, () -> disks.create(asked.disk()));
    assertThat(no.getType()).isEqualTo(FailureType.NO_CAPACITY.name());

    disks.create(asked.disk());

    assertThat(google.exists(asked.home)).isTrue();
  }

  @Test
  void aFullQuotaForDisksIsNamed() {
    google.change(cloud -> cloud.limit(EmulatedGoogle.PROJECT, "SSD_TOTAL_GB", 5));

    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> disks.create(asked.disk()));

    assertThat(failure.getType()).isEqualTo(FailureType.CLOUD_QUOTA.name());
    assertThat(google.everything()).isEmpty();
  }

  @Test
  void aDiskThatAMachineUsesIsNotDeleted() {
    disks.create(asked.disk());
    google.provider().machines().create(asked.start(1));

    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> disks.delete(asked.deleteDisk()));

    assertThat(failure.getType()).isEqualTo(FailureType.DISK_IN_USE.name());
    assertThat(failure.getOriginalMessage()).contains(asked.name.value());
    assertThat(google.exists(asked.home)).isTrue();
  }

  @Test
  void anothersDiskOfTheSameNameIsLeftAlone() {
    google
        .clients()
        .disks()
        .insertCallable()
        .call(
            InsertDiskRequest.newBuilder()
                .setProject(EmulatedGoogle.PROJECT)
                .setZone(EmulatedGoogle.ZONE)
                .setDiskResource(Disk.newBuilder().setName(asked.home.value()).setSizeGb(10))
                .build());
    google.advance(Duration.ofMinutes(1));

    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> disks.create(asked.disk()));
    disks.delete(asked.deleteDisk());

    assertThat(failure.getType()).isEqualTo(FailureType.INVALID_CONFIG.name());
    assertThat(google.everything()).containsExactly(asked.home.value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "disks.createSnapshot",
        "disks.insert",
        "disks.delete",
        "snapshots.delete",
        "zoneOperations.wait",
        "globalOperations.wait"
      })
  void aDiskIsMovedThoughAnyAnswerBeLost(String method) {
    usedOnce();
    google.goesWrong(method, new Fault.DoneButRefused(BACKEND));

    DiskCreated moved = again(() -> disks.move(asked.move()));

    assertThat(disks.move(asked.move())).isEqualTo(moved);
    assertThat(google.everything()).containsExactly(asked.elsewhere.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"disks.createSnapshot", "disks.insert", "disks.delete"})
  void aDiskIsMovedThoughAnyOperationFail(String method) {
    usedOnce();
    google.goesWrong(method, TROUBLE);

    disks.move(asked.move());

    assertThat(google.everything()).containsExactly(asked.elsewhere.value());
  }

  /** What no machine ever had is empty, and is not copied. */
  private void usedOnce() {
    disks.create(asked.disk());
    google.provider().machines().create(asked.start(1));
    google.provider().machines().delete(asked.delete(2));
  }

  private static <T> T again(Supplier<T> call) {
    try {
      return call.get();
    } catch (ComputeFailure lost) {
      return call.get();
    }
  }
}
