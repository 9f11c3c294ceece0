package org.stipend.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;

/** What every provider's machines do, and every fake of them. */
public abstract class MachinesContract {

  private static final Duration LONG = Duration.ofHours(1);

  protected final UUID runtime = UUID.randomUUID();
  protected final MachineName name = MachineName.of(runtime, 1).in(zone());
  protected final DiskName home = DiskName.of(UUID.randomUUID()).in(zone());

  private Machines machines;

  /** Where machines and disks are made; null where the provider has no zones. */
  protected @Nullable String zone() {
    return null;
  }

  protected abstract Machines machines();

  protected abstract Disks disks();

  /** Returns once the machine's run is over by itself. */
  protected abstract void awaitEnd(MachineName name);

  @BeforeEach
  void makeTheHomeDisk() {
    machines = machines();
    UUID disk = UUID.fromString(home.value().substring(3));
    disks()
        .create(
            new CreateDisk(
                new Fence(disk, 1, 1), home, disk, UUID.randomUUID(), "pd-balanced", 10));
  }

  @AfterEach
  void leaveNothingRunning() {
    machines.delete(new DeleteMachine(fence(Integer.MAX_VALUE), name, home));
  }

  @Test
  void aCreatedMachineRuns() {
    var running = running(machines.create(wish(1)));

    assertThat(running.name()).isEqualTo(name);
    assertThat(running.generation()).isEqualTo(1);
    assertThat(running.secret()).hasSizeGreaterThan(20);
    assertThat(running.address().getPort()).isPositive();
    assertThat(running.runsUntil()).isEqualTo(running.startedAt().plus(LONG));
    assertThat(machines.observe(name)).isEqualTo(running);
  }

  @Test
  void creatingTwiceIsCreatingOnce() {
    MachineState first = machines.create(wish(1));

    assertThat(machines.create(wish(1))).isEqualTo(first);
    assertThat(machines.start(wish(1))).isEqualTo(first);
  }

  @Test
  void aNewerWishToRunAdoptsTheRunThatIsThere() {
    MachineState first = machines.create(wish(1));

    assertThat(machines.start(wish(2))).isEqualTo(first);
  }

  @Test
  void aRepeatedWishAnswersTheEndOfItsRun() {
    machines.create(wish(1));
    MachineState end = machines.stop(stop(2));

    assertThat(machines.create(wish(1))).isEqualTo(end);
  }

  @Test
  void stoppingTwiceIsStoppingOnce() {
    var running = running(machines.create(wish(1)));

    var stopped = stopped(machines.stop(stop(2)));

    assertThat(stopped.cause()).isEqualTo(StopCause.REQUESTED);
    assertThat(stopped.generation()).isEqualTo(1);
    assertThat(stopped.startedAt()).isEqualTo(running.startedAt());
    assertThat(stopped.stoppedAt()).isAfterOrEqualTo(running.startedAt());
    assertThat(stopped.estimated()).isFalse();
    assertThat(machines.stop(stop(2))).isEqualTo(stopped);
    assertThat(machines.observe(name)).isEqualTo(stopped);
  }

  @Test
  void aStartAfterAStopIsANewRunWithANewSecret() {
    var first = running(machines.create(wish(1)));
    var stopped = stopped(machines.stop(stop(2)));

    var second = running(machines.start(wish(3)));

    assertThat(second.generation()).isEqualTo(3);
    assertThat(second.secret()).isNotEqualTo(first.secret());
    assertThat(second.startedAt()).isAfterOrEqualTo(stopped.stoppedAt());
  }

  @Test
  void aStopOlderThanTheRunChangesNothing() {
    machines.create(wish(1));
    machines.stop(stop(2));
    MachineState second = machines.start(wish(3));

    assertThat(machines.stop(stop(2))).isEqualTo(second);
    assertThat(machines.delete(new DeleteMachine(fence(2), name, home))).isEqualTo(second);
    assertThat(machines.observe(name)).isEqualTo(second);
  }

  @Test
  void aStartOlderThanTheStopStartsNothing() {
    machines.create(wish(1));
    MachineState stopped = machines.stop(stop(3));

    assertThat(machines.start(wish(2))).isEqualTo(stopped);
    assertThat(machines.observe(name)).isEqualTo(stopped);
  }

  @Test
  void aCreationThatComesAfterTheDeletionMakesNothing() {
    machines.delete(new DeleteMachine(fence(2), name, home));

    assertThat(machines.create(wish(1))).isEqualTo(new MachineState.Missing(name));
    assertThat(machines.observe(name)).isEqualTo(new MachineState.Missing(name));
  }

  @Test
  void itsOwnEndIsMovedSoonerAndLaterWhileItRuns() {
    var running = running(machines.create(wish(1)));
    Instant sooner = running.startedAt().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);

    machines.limit(limit(1, sooner, 1));
    assertThat(running(machines.observe(name)).runsUntil()).isEqualTo(sooner);

    Instant later = sooner.plus(Duration.ofDays(10));
    Instant latest = running.endsAtLatest();
    machines.limit(limit(1, later, 2));
    assertThat(running(machines.observe(name)).runsUntil())
        .isEqualTo(latest == null ? later : latest);
  }

  @Test
  void theEndThatWasMovedEndsTheRun() {
    var running = running(machines.create(wish(1)));
    Instant end = running.startedAt().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
    machines.limit(limit(1, end, 1));

    awaitEnd(name);

    var stopped = stopped(machines.observe(name));
    assertThat(stopped.cause()).isEqualTo(StopCause.RUN_LIMIT);
    assertThat(stopped.stoppedAt()).isAfter(end.minusMillis(10)); // as two clocks agree
  }

  @Test
  void aCallThatMovesItsEndAndComesTooLateChangesNothing() {
    var running = running(machines.create(wish(1)));
    Instant newest = running.startedAt().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
    machines.limit(limit(1, newest, 2));

    machines.limit(limit(1, newest.plusSeconds(60), 1));

    assertThat(running(machines.observe(name)).runsUntil()).isEqualTo(newest);
  }

  @Test
  void onlyTheEndOfThePresentRunIsMoved() {
    machines.limit(limit(1, Instant.EPOCH, 1));
    assertThat(machines.observe(name)).isEqualTo(new MachineState.Missing(name));
    machines.create(wish(1));
    machines.stop(stop(2));
    MachineState second = machines.start(wish(3));

    machines.limit(limit(1, Instant.EPOCH, 9));
    assertThat(machines.observe(name)).isEqualTo(second);
    MachineState stopped = machines.stop(stop(4));
    machines.limit(limit(3, Instant.EPOCH, 10));
    assertThat(machines.observe(name)).isEqualTo(stopped);
  }

  @Test
  void aNewTryOfAWishStartsWhatItsDeletionEnded() {
    machines.create(wish(1));
    machines.delete(new DeleteMachine(fence(1), name, home));

    assertThat(machines.create(wish(1))).isInstanceOf(MachineState.Missing.class);
    assertThat(machines.create(wish(1, 2, LONG))).isInstanceOf(MachineState.Running.class);
  }

  @Test
  void deletingAnswersTheEndOfTheLastRunHoweverOftenItIsAsked() {
    machines.create(wish(1));

    var end = stopped(machines.delete(new DeleteMachine(fence(2), name, home)));

    assertThat(end.cause()).isEqualTo(StopCause.REQUESTED);
    assertThat(machines.delete(new DeleteMachine(fence(2), name, home))).isEqualTo(end);
    assertThat(machines.stop(stop(3))).isEqualTo(end);
    assertThat(machines.observe(name)).isEqualTo(new MachineState.Missing(name));
  }

  @Test
  void aMachineThatNeverWasIsMissing() {
    var missing = new MachineState.Missing(name);

    assertThat(machines.observe(name)).isEqualTo(missing);
    assertThat(machines.stop(stop(1))).isEqualTo(missing);
    assertThat(machines.delete(new DeleteMachine(fence(1), name, home))).isEqualTo(missing);
  }

  @Test
  void theRunLimitEndsTheRun() {
    var limit = Duration.ofSeconds(1);
    machines.create(wish(1, 1, limit)); // on a busy machine it may be over when this answers

    awaitEnd(name);

    var stopped = stopped(machines.observe(name));
    assertThat(stopped.cause()).isEqualTo(StopCause.RUN_LIMIT);
    assertThat(stopped.stoppedAt()).isAfterOrEqualTo(stopped.startedAt().plus(limit));
    assertThat(stopped.estimated()).isFalse();
  }

  @Test
  void withoutItsHomeDiskNoMachineIsMade() {
    StartMachine lost = wish(1);
    var homeless =
        new StartMachine(
            lost.fence(),
            lost.name(),
            lost.runtime(),
            lost.workspace(),
            lost.tool(),
            lost.machineType(),
            DiskName.of(UUID.randomUUID()).in(zone()),
            lost.origin(),
            lost.runLimit());

    assertThatThrownBy(() -> machines.create(homeless))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.DISK_MISSING.name()));
    assertThat(machines.observe(name)).isEqualTo(new MachineState.Missing(name));
  }

  protected final StartMachine wish(long generation) {
    return wish(generation, 1, LONG);
  }

  protected final StartMachine wish(long generation, int attempt, Duration runLimit) {
    return new StartMachine(
        new Fence(runtime, generation, attempt),
        name,
        runtime,
        UUID.randomUUID(),
        Tool.TERMINAL,
        "n1-standard-1",
        home,
        "http://%s.localhost:8081".formatted(runtime),
        runLimit);
  }

  protected final StopMachine stop(long generation) {
    return new StopMachine(fence(generation), name, home);
  }

  private LimitMachine limit(long generation, Instant until, long order) {
    return new LimitMachine(fence(generation), name, until, order);
  }

  private Fence fence(long generation) {
    return new Fence(runtime, generation, 1);
  }

  protected static MachineState.Running running(MachineState state) {
    assertThat(state).isInstanceOf(MachineState.Running.class);
    return (MachineState.Running) state;
  }

  protected static MachineState.Stopped stopped(MachineState state) {
    assertThat(state).isInstanceOf(MachineState.Stopped.class);
    return (MachineState.Stopped) state;
  }
}
