package org.stipend.workers.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Tool;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;

/** The worker's JVM dies at any moment; the next one makes sense of what it finds. */
class RestartTest {

  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path directory;

  private Laptop laptop;

  @BeforeEach
  void open() {
    laptop = new Laptop(directory);
  }

  @AfterEach
  void nothingIsLeft() {
    laptop.close();
  }

  @Test
  void aRunningMachineIsAdoptedAndAnnounced() {
    MachineState.Running running = laptop.launch(Tool.TERMINAL);

    laptop.provider().announce();

    assertThat(laptop.state()).isEqualTo(running);
    assertThat(laptop.changes).containsExactly(laptop.runtime);
    assertThat(laptop.current().machines().create(laptop.wish(Tool.TERMINAL, 1, LONG)))
        .isEqualTo(running);
    assertThat(laptop.stop().cause()).isEqualTo(StopCause.REQUESTED);
  }

  @Test
  void anAdoptedMachineIsWatched() throws Exception {
    laptop.launch(Tool.TERMINAL);
    laptop.provider();

    laptop.wrapper().destroyForcibly();

    // the provider that was taken for dead watches too
    assertThat(laptop.changes.take()).isEqualTo(laptop.runtime);
    assertThat(laptop.changes.take()).isEqualTo(laptop.runtime);
  }

  @Test
  void theRunLimitEndsAToolWithoutAnyWorkerAndItsInstantIsExact() throws Exception {
    laptop.launch(Tool.TERMINAL);
    laptop.stop();
    var limit = Duration.ofSeconds(1);
    laptop.current().machines().start(laptop.wish(Tool.TERMINAL, 3, limit));

    laptop.awaitNoProcess();

    laptop.provider();
    assertThat(laptop.state())
        .isInstanceOfSatisfying(
            MachineState.Stopped.class,
            end -> {
              assertThat(end.cause()).isEqualTo(StopCause.RUN_LIMIT);
              assertThat(end.stoppedAt()).isAfterOrEqualTo(end.startedAt().plus(limit));
              assertThat(end.estimated()).isFalse();
            });
  }

  @Test
  void afterAPowerLossTheLastProofOfLifeCounts() throws Exception {
    Instant lastProof = Instant.parse("2026-03-01T10:00:30Z");
    RunFolder run = aRunOfAnotherBoot(Instant.parse("2026-03-01T10:00:00Z"));
    Files.createFile(run.path().resolve("alive"));
    Files.setLastModifiedTime(run.path().resolve("alive"), FileTime.from(lastProof));

    laptop.provider();

    assertThat(laptop.state())
        .isInstanceOfSatisfying(
            MachineState.Stopped.class,
            end -> {
              assertThat(end.cause()).isEqualTo(StopCause.LOST);
              assertThat(end.stoppedAt()).isEqualTo(lastProof);
              assertThat(end.estimated()).isTrue();
            });
    assertThat(laptop.providerLog())
        .extracting(line -> line.path("event").asText())
        .containsExactly("machineStarted", "machineStopped");
  }

  @Test
  void whatIsHalfMadeIsRemovedAndCanBeAskedForAgain() throws Exception {
    laptop.provider();
    RunFolder run = RunFolder.of(machineFolder(), new Wish(1, 1));
    Folders.make(run.path());

    laptop.provider();

    assertThat(machineFolder()).doesNotExist();
    assertThat(laptop.launch(Tool.TERMINAL).generation()).isEqualTo(1);
  }

  @Test
  void aCallCutShortAfterItsOrderWasWrittenIsCompletedByItsRepeat() throws Exception {
    MachineState.Running first = laptop.launch(Tool.TERMINAL);
    RunFolder.Order order = laptop.run().order();
    laptop.stop();
    RunFolder cutShort = RunFolder.of(machineFolder(), new Wish(3, 1));
    cutShort.prepare(order);
    laptop.provider();

    var second =
        (MachineState.Running)
            laptop.current().machines().start(laptop.wish(Tool.TERMINAL, 3, LONG));

    assertThat(second.secret()).isEqualTo(first.secret()); // what the order says
    assertThat(second.generation()).isEqualTo(3);
    assertThat(laptop.run()).isEqualTo(cutShort);
  }

  @Test
  void processesOfAMachineWhoseFolderIsGoneAreEnded() throws Exception {
    laptop.launch(Tool.TERMINAL);
    laptop.awaitLog("ready");
    Files.move(machineFolder(), directory.resolve("taken-away"));
    assertThat(laptop.processes()).isNotEmpty();

    laptop.provider();

    laptop.awaitNoProcess();
    assertThat(laptop.state()).isInstanceOf(MachineState.Missing.class);
  }

  @Test
  void anOrderlyEndOfTheWorkerEndsItsToolsAsLostNotAsFailed() {
    laptop.launch(Tool.TERMINAL);

    laptop.current().close();

    assertThat(laptop.processes()).isEmpty();
    laptop.provider();
    assertThat(laptop.awaitEnd().cause()).isEqualTo(StopCause.LOST);
    assertThat(laptop.awaitEnd().estimated()).isFalse();
  }

  @Test
  void aDeletionCutShortIsCompletedByItsRepeatAndAnswersTheEnd() {
    laptop.launch(Tool.TERMINAL);
    MachineState.Stopped end = laptop.stop();

    laptop.provider();
    var delete = new DeleteMachine(new Fence(laptop.runtime, 2, 1), laptop.machine, null);

    assertThat(laptop.current().machines().delete(delete)).isEqualTo(end);
    laptop.provider();
    assertThat(laptop.current().machines().delete(delete)).isEqualTo(end);
    Awaitility.await()
        .untilAsserted(() -> assertThat(directory.resolve("trash")).isEmptyDirectory());
  }

  private Path machineFolder() throws Exception {
    return directory.toRealPath().resolve("machines").resolve(laptop.machine.value());
  }

  private RunFolder aRunOfAnotherBoot(Instant startedAt) throws Exception {
    Layout.in(directory);
    RunFolder run = RunFolder.of(machineFolder(), new Wish(1, 1));
    run.prepare(
        new RunFolder.Order(
            laptop.wish(Tool.TERMINAL, 1, LONG),
            "secret",
            List.of("true"),
            Map.of(),
            "/",
            0,
            LONG.toMillis(),
            directory.resolve("provider-log.jsonl").toString(),
            Map.of("machine", laptop.machine.value(), "runtime", UUID.randomUUID())));
    Folders.write(
        run.path().resolve("started.json"), new RunFolder.Started(startedAt, 1, "another boot", 1));
    return run;
  }
}
