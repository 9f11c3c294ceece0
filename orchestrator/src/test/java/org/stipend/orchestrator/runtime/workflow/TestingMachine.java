package org.stipend.orchestrator.runtime.workflow;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.stipend.cloud.Fence;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopCause;

/** One machine of {@link TestingCloud}: what it is, and the newest wishes it has heard. */
final class TestingMachine {

  private static final Comparator<Fence> ORDER =
      Comparator.comparingLong(Fence::generation).thenComparingInt(Fence::attempt);
  private static final Fence NEVER = new Fence(new UUID(0, 0), -1, 0);

  private final MachineState missing;
  private MachineState state;

  /** What an end is answered with: also after the machine is gone. */
  private MachineState lastEnd;

  /** Of its first and its last run; null before it was made. */
  private StartMachine made;

  private StartMachine last;
  private Instant madeAt;

  private Fence newestRun = NEVER;
  private Fence newestEnd = NEVER;
  private long newestLimit;

  TestingMachine(MachineName name) {
    missing = new MachineState.Missing(name);
    state = missing;
    lastEnd = missing;
  }

  MachineState state() {
    return state;
  }

  boolean isRunning() {
    return state instanceof MachineState.Running;
  }

  boolean exists() {
    return !(state instanceof MachineState.Missing);
  }

  MachineState start(StartMachine request, Instant at) {
    boolean isOld =
        isOlderOrSame(request.fence(), newestEnd) || isOlderOrSame(request.fence(), newestRun);
    if (isRunning() || isOld) {
      return state;
    }
    if (!exists()) {
      made = request;
      madeAt = at;
    }
    last = request;
    newestRun = request.fence();
    newestLimit = 0;
    state =
        new MachineState.Running(
            request.name(),
            request.fence().generation(),
            at,
            URI.create("http://127.0.0.1:1"),
            "secret-" + UUID.randomUUID(),
            at.plus(request.runLimit()),
            null);
    return state;
  }

  void limit(LimitMachine request) {
    if (state instanceof MachineState.Running run
        && run.generation() == request.fence().generation()
        && request.order() >= newestLimit) {
      newestLimit = request.order();
      state =
          new MachineState.Running(
              run.name(),
              run.generation(),
              run.startedAt(),
              run.address(),
              run.secret(),
              request.until(),
              null);
    }
  }

  MachineState stop(Fence fence, Instant at) {
    if (isOlder(fence)) {
      return state;
    }
    newestEnd = isOlderOrSame(fence, newestEnd) ? newestEnd : fence;
    if (state instanceof MachineState.Running run) {
      ended(run, at, StopCause.REQUESTED);
    }
    return lastEnd;
  }

  MachineState delete(Fence fence, Instant at) {
    if (isOlder(fence)) {
      return state;
    }
    stop(fence, at);
    state = missing;
    return lastEnd;
  }

  void ended(MachineState.Running run, Instant at, StopCause cause) {
    state =
        new MachineState.Stopped(
            run.name(),
            run.generation(),
            run.startedAt(),
            at,
            cause,
            cause == StopCause.EXITED ? 1 : 0,
            "last words",
            false);
    lastEnd = state;
  }

  /** As if it had never been: the cloud says nothing of its end. */
  void vanish() {
    state = missing;
    lastEnd = missing;
  }

  HeldMachine held() {
    boolean runs = state instanceof MachineState.Running;
    return new HeldMachine(
        made.name(),
        made.runtime(),
        made.fence().generation(),
        last.fence().generation(),
        runs ? HeldMachine.Power.RUNS : HeldMachine.Power.OFF,
        made.machineType(),
        madeAt,
        state instanceof MachineState.Running run ? run.startedAt() : null);
  }

  DiskName home() {
    return made.home();
  }

  /** Than the present run: it was wished before that was. */
  private boolean isOlder(Fence end) {
    return isRunning() && ORDER.compare(end, newestRun) < 0;
  }

  private static boolean isOlderOrSame(Fence one, Fence other) {
    return ORDER.compare(one, other) <= 0;
  }
}
