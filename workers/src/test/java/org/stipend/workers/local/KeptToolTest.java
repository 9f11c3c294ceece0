package org.stipend.workers.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.Tool;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;

/** A tool from its start to its end, and everything it leaves behind. */
class KeptToolTest {

  /** Starts a process that leaves the tool's session, ignores SIGTERM and outlives its parent. */
  private static final String WITH_DAEMON =
      """
      import os, signal, sys, time
      if os.fork() == 0:
          os.setsid()
          if os.fork() == 0:
              signal.signal(signal.SIGTERM, signal.SIG_IGN)
              print('daemon', os.getpid(), flush=True)
              time.sleep(3600)
          os._exit(0)
      os.wait()
      """;

  /** Starts a process in a session of its own, with nothing in its environment. */
  private static final String WITH_ONE_THAT_HIDES =
      """
      import os, subprocess, time
      hidden = subprocess.Popen(['sleep', '3600'], env={}, start_new_session=True)
      print('hidden', hidden.pid, flush=True)
      time.sleep(3600)
      """;

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
  void aToolThatLeavesIsNoticedWithItsExitCodeAndLastLines() throws Exception {
    laptop.running("import sys; print('out of ideas'); sys.exit(3)");
    laptop.launchBriefly(Tool.TERMINAL);

    assertThat(laptop.changes.take()).isEqualTo(laptop.runtime);

    MachineState.Stopped end = laptop.awaitEnd();
    assertThat(end.cause()).isEqualTo(StopCause.EXITED);
    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.logTail()).isEqualTo("out of ideas");
    assertThat(end.stoppedAt()).isAfterOrEqualTo(end.startedAt());
    assertThat(end.estimated()).isFalse();
  }

  @Test
  void aKilledToolShowsItsSignalAsAShellDoes() {
    laptop.running("import os; os.kill(os.getpid(), 9)");
    laptop.launchBriefly(Tool.TERMINAL);

    assertThat(laptop.awaitEnd().exitCode()).isEqualTo(137);
  }

  @Test
  void aProgramThatIsNotThereEndsAtOnceAndSaysSo() {
    laptop.with(_ ->
        List.of(Tool.values()).stream()
            .<Recipe>map(tool -> new StandIn(tool, Path.of("/no/such/program"), ""))
            .toList());
    laptop.launchBriefly(Tool.TERMINAL);

    MachineState.Stopped end = laptop.awaitEnd();
    assertThat(end.exitCode()).isEqualTo(127);
    assertThat(end.logTail()).contains("No such file");
  }

  @Test
  void aPoliteToolMayFinishItsWork() {
    laptop
        .patient()
        .running(
            """
            import signal, sys, time
            signal.signal(signal.SIGTERM, lambda *_: (print('saved', flush=True), sys.exit(0)))
            print('ready', flush=True)
            time.sleep(3600)
            """);
    laptop.launch(Tool.TERMINAL);
    laptop.awaitLog("ready");

    MachineState.Stopped end = laptop.stop();

    assertThat(end.cause()).isEqualTo(StopCause.REQUESTED);
    assertThat(end.exitCode()).isZero();
    assertThat(end.logTail()).contains("saved");
  }

  @Test
  void aToolThatIgnoresThePoliteRequestIsKilledAfterItsGrace() {
    laptop.running(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
            + " print('ready', flush=True); time.sleep(3600)");
    laptop.launch(Tool.TERMINAL);
    laptop.awaitLog("ready");
    Instant asked = Instant.now();

    MachineState.Stopped end = laptop.stop();

    assertThat(end.exitCode()).isEqualTo(137);
    assertThat(end.stoppedAt()).isAfterOrEqualTo(asked.plus(Laptop.SHORT_GRACE));
  }

  @Test
  void whatTheToolLeftRunningEndsWithIt() {
    laptop.running(WITH_DAEMON + "time.sleep(3600)");
    laptop.launch(Tool.TERMINAL);
    laptop.awaitLog("daemon");
    assertThat(laptop.processes()).hasSize(4);

    laptop.stop();

    assertThat(laptop.processes()).isEmpty();
  }

  @Test
  void whatACrashedToolLeftRunningEndsWithIt() {
    laptop.running(WITH_DAEMON + "time.sleep(0.2); sys.exit(1)");
    laptop.launch(Tool.TERMINAL);

    assertThat(laptop.awaitEnd().exitCode()).isEqualTo(1);
    laptop.awaitNoProcess();
  }

  @Test
  void aKilledKeeperTakesEverythingWithItAndTheEndIsWrittenDown() throws Exception {
    laptop.running(WITH_DAEMON + "time.sleep(3600)");
    laptop.launch(Tool.TERMINAL);
    laptop.awaitLog("daemon");
    Instant before = Instant.now();

    laptop.wrapper().destroyForcibly();

    assertThat(laptop.changes.take()).isEqualTo(laptop.runtime);
    MachineState.Stopped end = laptop.awaitEnd();
    assertThat(end.cause()).isEqualTo(StopCause.EXITED);
    assertThat(end.exitCode()).isNull();
    assertThat(end.stoppedAt()).isBetween(before, Instant.now());
    assertThat(laptop.processes()).isEmpty();
    assertThat(laptop.providerLog())
        .extracting(KeptToolTest::event)
        .containsExactly("diskCreated", "machineStarted", "machineStopped");
  }

  @Test
  void aKilledKeeperTakesEvenThoseWithItThatHideWhereTheyCameFrom() throws Exception {
    ProcessHandle hidden = launchWithOneThatHides();

    laptop.wrapper().destroyForcibly();

    assertThat(laptop.awaitEnd().cause()).isEqualTo(StopCause.EXITED);
    assertThat(isRunning(hidden)).isFalse();
  }

  @Test
  void aKilledGuardTakesThemWithItToo() throws Exception {
    ProcessHandle hidden = launchWithOneThatHides();

    laptop.wrapper().parent().orElseThrow().destroyForcibly();

    assertThat(laptop.awaitEnd().cause()).isEqualTo(StopCause.EXITED);
    assertThat(isRunning(hidden)).isFalse();
    assertThat(laptop.processes()).isEmpty();
    assertThat(laptop.providerLog())
        .extracting(KeptToolTest::event)
        .containsExactly("diskCreated", "machineStarted", "machineStopped");
  }

  private ProcessHandle launchWithOneThatHides() throws Exception {
    laptop.running(WITH_ONE_THAT_HIDES);
    laptop.launch(Tool.TERMINAL);
    laptop.awaitLog("hidden");
    String pid = laptop.run().logTail().replaceFirst("hidden ", "");
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static boolean isRunning(ProcessHandle process) {
    return process.info().command().isPresent(); // of a zombie it is not
  }

  @Test
  void theToolSeesItsHomeAndNothingOfOurEnvironment() {
    laptop.running("import os; print(os.getcwd(), sorted(os.environ))");
    laptop.launch(Tool.TERMINAL);

    assertThat(laptop.awaitEnd().logTail())
        .contains(laptop.home.value())
        .contains("['HOME', 'LC_ALL', 'PORT', 'SECRET', 'STIPEND_RUN']");
  }

  @Test
  void theSecretIsReadableByItsOwnerAlone() throws Exception {
    laptop.launch(Tool.TERMINAL);

    Path folder = laptop.run().path();
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("run.json"))).isEqualTo("rw-------");
  }

  @Test
  void fiftyIdenticalLaunchesAtOnceMakeOneRun() {
    laptop.launch(Tool.TERMINAL);
    laptop.stop();
    var machines = laptop.current().machines();
    var again = laptop.wish(Tool.TERMINAL, 3, Duration.ofHours(1));

    List<MachineState> states =
        IntStream.range(0, 50).parallel().mapToObj(_ -> machines.start(again)).toList();

    assertThat(states).allSatisfy(state -> assertThat(state).isEqualTo(states.getFirst()));
    assertThat(laptop.providerLog().stream().filter(line -> event(line).equals("machineStarted")))
        .hasSize(2);
  }

  @Test
  void theProvidersLogOutlivesTheMachineAndAgreesWithItsStates() {
    Instant startedAt = laptop.launch(Tool.TERMINAL).startedAt();
    Instant stoppedAt = laptop.stop().stoppedAt();
    laptop.close();

    assertThat(laptop.providerLog())
        .anySatisfy(line -> {
          assertThat(event(line)).isEqualTo("machineStarted");
          assertThat(line.path("at").asText()).isEqualTo(startedAt.toString());
          assertThat(line.path("machineType").asText()).isEqualTo("n1-standard-1");
        })
        .anySatisfy(line -> {
          assertThat(event(line)).isEqualTo("machineStopped");
          assertThat(line.path("at").asText()).isEqualTo(stoppedAt.toString());
          assertThat(line.path("cause").asText()).isEqualTo("REQUESTED");
        });
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String event(JsonNode line) {
    return line.path("event").asText();
  }
}
