package org.stipend.workers.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;

/** The runs on the disk: begins them, ends them, and writes down an end that nobody else could. */
final class Runs {

  private static final Logger log = LoggerFactory.getLogger(Runs.class);

  /** A wrapper proves its life every second: one that did so this lately has only just died. */
  private static final Duration JUST_NOW = Duration.ofSeconds(3);

  /** Past its grace the wrapper kills; what takes longer than this is a stuck wrapper. */
  private static final Duration END_PATIENCE = Duration.ofSeconds(10);

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private final Layout layout;
  private final Wrapper wrapper;
  private final Leftovers leftovers;
  private final ProviderLog providerLog;
  private final InstantSource clock;

  Runs(Layout layout, Wrapper wrapper, ProviderLog providerLog, InstantSource clock) {
    this.layout = layout;
    this.wrapper = wrapper;
    this.leftovers = new Leftovers(layout.machines());
    this.providerLog = providerLog;
    this.clock = clock;
  }

  /** The newest run that began. */
  Optional<RunFolder> newest(MachineName name) throws IOException {
    for (RunFolder run : RunFolder.allOf(layout.machine(name))) {
      if (run.started().isPresent()) return Optional.of(run);
    }
    return Optional.empty();
  }

  List<RunFolder> alive() throws IOException {
    var alive = new ArrayList<RunFolder>();
    for (MachineName name : machines()) {
      Optional<RunFolder> newest = newest(name);
      if (newest.isPresent() && newest.get().isAlive()) alive.add(newest.get());
    }
    return alive;
  }

  List<MachineName> machines() throws IOException {
    return Folders.list(layout.machines()).stream()
        .filter(Layout::isMachine)
        .map(folder -> new MachineName(folder.getFileName().toString(), null))
        .toList();
  }

  MachineState state(MachineName name) throws IOException {
    Optional<RunFolder> newest = newest(name);
    return newest.isPresent() ? state(newest.get()) : new MachineState.Missing(name);
  }

  MachineState state(RunFolder run) throws IOException {
    RunFolder.Started started = run.started().orElseThrow();
    Optional<RunFolder.Ended> ended = run.ended();
    if (ended.isEmpty() && run.isAlive()) return run.running(started);
    ended = run.ended(); // its wrapper may have left between the two looks
    return run.stopped(started, ended.isPresent() ? ended.get() : died(run, started));
  }

  /** Starts a run whose folder is ready; the runs before it are forgotten. */
  void start(RunFolder run) throws IOException {
    wrapper.start(run);
    for (RunFolder other : RunFolder.allOf(layout.machine(run.name()))) {
      if (!other.equals(run)) Folders.discard(other.path(), layout.trash());
    }
    log.atInfo()
        .addKeyValue("machine", run.name().value())
        .addKeyValue("generation", run.wish().generation())
        .log("tool started");
  }

  MachineState end(RunFolder run, StopCause cause) throws IOException {
    if (run.isAlive()) {
      run.requestStop(cause);
      Duration patience = END_PATIENCE.plusMillis(run.order().graceMillis());
      if (!Waiting.untilFile(patience, () -> !run.isAlive())) kill(run);
      log.atInfo()
          .addKeyValue("machine", run.name().value())
          .addKeyValue("cause", cause)
          .log("tool ended");
    }
    return state(run);
  }

  private void kill(RunFolder run) throws IOException {
    ProcessHandle.of(run.started().orElseThrow().pid()).ifPresent(ProcessHandle::destroyForcibly);
    Waiting.untilFile(END_PATIENCE, () -> !run.isAlive());
  }

  /** What was made ready and never began. */
  void discardPrepared(MachineName name) throws IOException {
    for (RunFolder run : RunFolder.allOf(layout.machine(name))) {
      if (run.started().isEmpty()) Folders.discard(run.path(), layout.trash());
    }
  }

  /**
   * At the start of a worker: nothing half made stays, nothing runs unkept. A run that is ready and
   * not begun waits for the repeat of the call that made it.
   */
  void recover() throws IOException {
    Folders.empty(layout.trash());
    for (MachineName name : machines()) {
      List<RunFolder> all = RunFolder.allOf(layout.machine(name));
      for (RunFolder run : all) {
        if (!run.isReady()) Folders.discard(run.path(), layout.trash());
      }
      if (all.stream().noneMatch(RunFolder::isReady)) {
        Folders.discard(layout.machine(name), layout.trash());
      }
      Optional<RunFolder> newest = newest(name);
      if (newest.isPresent()) settle(newest.get());
    }
    leftovers.endOrphans();
  }

  private void settle(RunFolder run) throws IOException {
    RunFolder.Started started = run.started().orElseThrow();
    if (run.isAlive()) return;
    Optional<RunFolder.Ended> ended = run.ended();
    if (ended.isPresent()) {
      witness(run, started, ended.get());
    } else {
      leftovers.end(run);
      ended(run, started, run.lastProofOfLife(started), true);
    }
  }

  /** The wrapper died without a word: somebody killed it, or the computer went down. */
  private RunFolder.Ended died(RunFolder run, RunFolder.Started started) throws IOException {
    leftovers.end(run);
    Instant proof = run.lastProofOfLife(started);
    Instant now = clock.instant();
    boolean seenToDie = now.isBefore(proof.plus(JUST_NOW));
    return ended(run, started, seenToDie ? now : proof, !seenToDie);
  }

  private RunFolder.Ended ended(
      RunFolder run, RunFolder.Started started, Instant at, boolean estimated) throws IOException {
    StopCause cause = started.boot().equals(boot()) ? StopCause.EXITED : StopCause.LOST;
    var ended = new RunFolder.Ended(at, cause, null, estimated);
    witness(run, started, ended);
    run.end(ended);
    log.atWarn()
        .addKeyValue("machine", run.name().value())
        .addKeyValue("cause", cause)
        .addKeyValue("at", at)
        .addKeyValue("estimated", estimated)
        .log("a tool's keeper had died");
    return ended;
  }

  /** Adds to the provider's log what the wrapper could not. */
  private void witness(RunFolder run, RunFolder.Started started, RunFolder.Ended ended)
      throws IOException {
    Map<String, Object> subject = run.order().logged();
    providerLog.ensure("machineStarted", started.startedAt(), subject, Map.of());
    providerLog.ensure(
        "machineStopped",
        ended.stoppedAt(),
        subject,
        Map.of("cause", ended.cause(), "estimated", ended.estimated()));
  }

  private static String boot() throws IOException {
    try {
      return Files.readString(BOOT, StandardCharsets.US_ASCII).strip();
    } catch (NoSuchFileException otherSystem) {
      return "";
    }
  }
}
