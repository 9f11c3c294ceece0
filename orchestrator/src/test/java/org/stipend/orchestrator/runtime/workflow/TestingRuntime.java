package org.stipend.orchestrator.runtime.workflow;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.stipend.cloud.Tool;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StopCause;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;

/** One runtime's row in memory, with the rules of the real one that its workflow relies on. */
final class TestingRuntime implements RuntimeLedger {

  final UUID id = new UUID(0, 1);
  final UUID disk = new UUID(0, 2);
  final List<String> states = new ArrayList<>();

  private Desired desired = Desired.RUNNING;
  private String state = "STARTING";
  private long generation = 1;
  private MachinePhase machine = MachinePhase.NONE;
  private long machineGeneration;
  private long runGeneration;
  private boolean diskReady;
  private String address;
  private String failure;

  synchronized long want(Desired wish) {
    desired = wish;
    state =
        switch (wish) {
          case RUNNING -> "STARTING";
          case STOPPED -> "STOPPING";
          case DELETED -> "DELETING";
        };
    return ++generation;
  }

  synchronized long generation() {
    return generation;
  }

  synchronized String state() {
    return state;
  }

  synchronized String failure() {
    return failure;
  }

  @Override
  public synchronized RuntimeSnapshot load(UUID runtime) {
    return new RuntimeSnapshot(
        id,
        new UUID(0, 3),
        generation,
        desired,
        state.equals(desired.name()) || (desired == Desired.STOPPED && state.equals("FAILED")),
        machine,
        machineGeneration,
        runGeneration,
        Duration.ofDays(30),
        Tool.TERMINAL,
        "n1-standard-1",
        disk,
        diskReady,
        "pd-balanced",
        10,
        "http://runtime.localhost",
        address == null ? null : URI.create(address),
        "secret",
        "hands");
  }

  @Override
  public synchronized void beginRun(Wish wish) {
    if (wish.generation() != generation || desired != Desired.RUNNING) {
      return;
    }
    if (machine == MachinePhase.NONE || machine == MachinePhase.OFF) {
      machineGeneration = machine == MachinePhase.NONE ? generation : machineGeneration;
      runGeneration = generation;
      machine = MachinePhase.STARTING;
    }
  }

  @Override
  public synchronized void diskCreated(DiskReport report) {
    diskReady = true;
  }

  @Override
  public synchronized void machine(MachineReport report) {
    switch (report.machine()) {
      case MachineState.Running running -> {
        if (machine == MachinePhase.STARTING || machine == MachinePhase.OFF) {
          machine = MachinePhase.STARTED;
          address = running.address().toString();
        }
      }
      case MachineState.Stopped stopped -> {
        machine = MachinePhase.OFF;
        if (desired == Desired.RUNNING && stopped.cause() == StopCause.EXITED) {
          fail("TOOL_EXITED");
        }
        if (desired == Desired.RUNNING && stopped.cause() == StopCause.RUN_LIMIT) {
          desired = Desired.STOPPED;
          show("STOPPED");
        }
      }
      case MachineState.Missing _ -> machine = MachinePhase.NONE;
    }
  }

  @Override
  public synchronized void listening(Wish wish) {
    if (wish.generation() == generation && machine == MachinePhase.STARTED) {
      machine = MachinePhase.LISTENING;
    }
  }

  @Override
  public synchronized void healthy(Wish wish) {
    if (wish.generation() == generation && machine == MachinePhase.LISTENING) {
      machine = MachinePhase.HEALTHY;
      settled(wish);
    }
  }

  @Override
  public synchronized void settled(Wish wish) {
    if (wish.generation() == generation) {
      show(desired.name());
    }
  }

  @Override
  public synchronized void failed(Failure failed) {
    if (failed.wish().generation() == generation && desired == Desired.RUNNING) {
      fail(failed.code());
    }
  }

  private void fail(String code) {
    failure = code;
    desired = Desired.STOPPED;
    show("FAILED");
  }

  private void show(String shown) {
    state = shown;
    states.add(shown);
  }
}
