package org.stipend.orchestrator.runtime.workflow;

import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskCreated;
import org.stipend.cloud.disk.DiskDeleted;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopCause;
import org.stipend.cloud.machine.StopMachine;
import org.stipend.cloud.probe.ProbeTool;
import org.stipend.cloud.probe.ToolProbe;

/** A cloud in memory that keeps the promises of {@code cloud-api} and can be told to fail. */
final class TestingCloud implements Machines, Disks, ToolProbe {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  final List<String> calls = new ArrayList<>();
  private final Map<String, MachineState> machines = new TreeMap<>();

  /** Called with the name of each call before it is done. */
  Consumer<String> before = call -> {};

  /** The wait of this name ends only when it is cancelled. */
  volatile String endless = "";

  volatile FailureType refusal;

  synchronized long running() {
    return machines.values().stream().filter(MachineState.Running.class::isInstance).count();
  }

  synchronized int machines() {
    return machines.size();
  }

  synchronized void end(StopCause cause) {
    machines.replaceAll(
        (name, state) -> state instanceof MachineState.Running run ? stopped(run, cause) : state);
  }

  @Override
  public MachineState create(StartMachine request) {
    return start("create", request);
  }

  @Override
  public MachineState start(StartMachine request) {
    return start("start", request);
  }

  private MachineState start(String call, StartMachine request) {
    called(call);
    if (refusal != null) {
      throw ApplicationFailure.newNonRetryableFailure("told to refuse", refusal.name());
    }
    synchronized (this) {
      MachineState there = machines.get(request.name().value());
      boolean sameRun =
          there instanceof MachineState.Stopped stopped
              && stopped.generation() == request.fence().generation();
      if (there instanceof MachineState.Running || sameRun) {
        return there;
      }
      MachineState.Running run =
          new MachineState.Running(
              request.name(),
              request.fence().generation(),
              AT,
              URI.create("http://127.0.0.1:1"),
              "secret",
              AT.plus(request.runLimit()));
      machines.put(request.name().value(), run);
      return run;
    }
  }

  @Override
  public MachineState stop(StopMachine request) {
    called("stop");
    synchronized (this) {
      return machines.computeIfPresent(
                  request.name().value(),
                  (name, state) ->
                      state instanceof MachineState.Running run
                          ? stopped(run, StopCause.REQUESTED)
                          : state)
              instanceof MachineState there
          ? there
          : new MachineState.Missing(request.name());
    }
  }

  @Override
  public MachineState delete(DeleteMachine request) {
    called("delete");
    synchronized (this) {
      MachineState there = machines.remove(request.name().value());
      if (there instanceof MachineState.Running run) {
        return stopped(run, StopCause.REQUESTED);
      }
      return there == null ? new MachineState.Missing(request.name()) : there;
    }
  }

  @Override
  public MachineState observe(MachineName name) {
    called("observe");
    synchronized (this) {
      return machines.getOrDefault(name.value(), new MachineState.Missing(name));
    }
  }

  @Override
  public DiskCreated create(CreateDisk request) {
    called("createDisk");
    return new DiskCreated(request.name(), AT);
  }

  @Override
  public DiskDeleted delete(DeleteDisk request) {
    called("deleteDisk");
    return new DiskDeleted(request.name(), AT, AT);
  }

  @Override
  public void awaitListening(ProbeTool request) {
    called("awaitListening");
    waitWhileEndless("awaitListening");
  }

  @Override
  public void awaitHealthy(ProbeTool request) {
    called("awaitHealthy");
    waitWhileEndless("awaitHealthy");
  }

  private void waitWhileEndless(String call) {
    while (endless.equals(call)) {
      try {
        Activity.getExecutionContext().heartbeat(null);
        TimeUnit.MILLISECONDS.sleep(20); // a heart-beating wait, as the real probe's
      } catch (InterruptedException | ActivityCompletionException e) {
        return;
      }
    }
  }

  private void called(String call) {
    synchronized (this) {
      calls.add(call);
    }
    before.accept(call);
  }

  private static MachineState.Stopped stopped(MachineState.Running run, StopCause cause) {
    return new MachineState.Stopped(
        run.name(),
        run.generation(),
        run.startedAt(),
        run.startedAt().plusSeconds(90),
        cause,
        cause == StopCause.EXITED ? 1 : 0,
        "last words",
        false);
  }
}
