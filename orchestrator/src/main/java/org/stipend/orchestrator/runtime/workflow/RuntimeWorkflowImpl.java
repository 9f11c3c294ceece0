package org.stipend.orchestrator.runtime.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.Fence;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.disk.Disks;
import org.stipend.cloud.disk.MoveDisk;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.Machines;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopMachine;
import org.stipend.cloud.probe.ProbeTool;
import org.stipend.cloud.probe.ToolProbe;
import org.stipend.orchestrator.engine.workflow.Calls;

/** Loads the row, does the next step, waits. All it remembers is which wish it has seen. */
@WorkflowImpl(taskQueues = TaskQueues.ENGINE)
public final class RuntimeWorkflowImpl implements RuntimeWorkflow {

  private static final int LONGEST_HISTORY = 2_000;
  private static final Duration UNWANTED_PATIENCE = Duration.ofSeconds(30);
  private static final Duration REFUSED_END_PAUSE = Duration.ofSeconds(30);
  private static final Logger log = Workflow.getLogger(RuntimeWorkflowImpl.class);

  private final RuntimeLedger ledger = Workflow.newActivityStub(RuntimeLedger.class, Calls.LEDGER);

  private long newest;
  private boolean machineChanged;
  private boolean rollover;

  @WorkflowInit
  public RuntimeWorkflowImpl(RuntimeInput input) {
    newest = input.generation();
    machineChanged = input.machineChanged();
  }

  @Override
  public void poke(long generation) {
    newest = Math.max(newest, generation);
  }

  @Override
  public void machineChanged() {
    machineChanged = true;
  }

  @Override
  public void rollover() {
    rollover = true;
  }

  @Override
  public void run(RuntimeInput input) {
    while (true) {
      if (mustRoll()) {
        Workflow.continueAsNew(
            new RuntimeInput(input.schemaVersion(), input.runtime(), newest, machineChanged));
      }
      RuntimeSnapshot row = ledger.load(input.runtime());
      newest = Math.max(newest, row.generation());
      if (machineChanged) {
        machineChanged = false;
        if (mayHaveChanged(row)) {
          report(row, machines(row, Calls.LOOK).observe(machineOf(row)));
          continue;
        }
      }
      NextStep step = Planner.next(row);
      if (step == NextStep.DONE) {
        return;
      }
      if (step == NextStep.WAIT) {
        Workflow.await(() -> newest > row.generation() || machineChanged || rollover);
        continue;
      }
      attempt(step, row);
    }
  }

  /** While it may exist or not, the call that makes it says so; a look could come too early. */
  private static boolean mayHaveChanged(RuntimeSnapshot row) {
    return switch (row.machine()) {
      case NONE, STARTING -> false;
      case STARTED, LISTENING, HEALTHY, OFF -> true;
    };
  }

  private boolean mustRoll() {
    return (rollover
            || Workflow.getInfo().isContinueAsNewSuggested()
            || Workflow.getInfo().getHistoryLength() > LONGEST_HISTORY)
        && Workflow.isEveryHandlerFinished();
  }

  private void attempt(NextStep step, RuntimeSnapshot row) {
    try {
      take(step, row);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        return; // a newer wish ended the wait
      }
      if (step == NextStep.STOP_MACHINE || step == NextStep.DELETE_MACHINE) {
        log.error("the cloud refuses to end a machine, trying again: {}", failure.getMessage());
        Workflow.sleep(REFUSED_END_PAUSE);
        return;
      }
      if (saysThatToolEnded(step, failure) && looksAtEnds()) {
        machineChanged = true;
        return;
      }
      if (step == NextStep.MAKE_MACHINE && saysNoRoom(failure) && looksElsewhere()) {
        ledger.noRoom(failureOf(wish(row), failure));
        return;
      }
      ledger.failed(failureOf(wish(row), failure));
    }
  }

  private static boolean saysNoRoom(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure told
        && FailureType.NO_CAPACITY.name().equals(told.getType());
  }

  private static boolean looksElsewhere() {
    return Workflow.getVersion("next-zone", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** The cloud's own report says it better: how it ended, why, and its last words. */
  private static boolean saysThatToolEnded(NextStep step, ActivityFailure failure) {
    return (step == NextStep.AWAIT_LISTENING || step == NextStep.AWAIT_HEALTHY)
        && failure.getCause() instanceof ApplicationFailure told
        && FailureType.TOOL_EXITED.name().equals(told.getType());
  }

  private static boolean looksAtEnds() {
    return Workflow.getVersion("look-at-end-of-tool", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  private void take(NextStep step, RuntimeSnapshot row) {
    switch (step) {
      case MAKE_DISK -> makeDisk(row);
      case MOVE_DISK -> moveDisk(row);
      case BEGIN_RUN -> ledger.beginRun(wish(row));
      case MAKE_MACHINE -> makeMachine(row);
      case AWAIT_LISTENING -> {
        if (waited(row, () -> probe(row).awaitListening(probeOf(row)))) {
          ledger.listening(wish(row));
        }
      }
      case AWAIT_HEALTHY -> {
        if (waited(row, () -> probe(row).awaitHealthy(probeOf(row)))) {
          ledger.healthy(wish(row));
        }
      }
      case STOP_MACHINE ->
          report(
              row,
              machines(row, Calls.END)
                  .stop(new StopMachine(fence(row), machineOf(row), diskOf(row))));
      case DELETE_MACHINE -> deleteMachine(row);
      case SETTLE -> ledger.settled(wish(row));
      case WAIT, DONE -> throw new IllegalStateException("not a step: " + step);
    }
  }

  /** Deleted is what the cloud no longer has. */
  private void deleteMachine(RuntimeSnapshot row) {
    report(
        row,
        machines(row, Calls.END)
            .delete(new DeleteMachine(fence(row), machineOf(row), diskOf(row))));
    MachineState left = machines(row, Calls.LOOK).observe(machineOf(row));
    report(row, left);
    if (!(left instanceof MachineState.Missing)) {
      Workflow.sleep(REFUSED_END_PAUSE);
    }
  }

  private void makeDisk(RuntimeSnapshot row) {
    Disks disks = Workflow.newActivityStub(Disks.class, Calls.on(row.taskQueue(), Calls.MAKE));
    CreateDisk request =
        new CreateDisk(
            new Fence(row.disk(), 1, 1),
            diskOf(row),
            row.disk(),
            row.workspace(),
            row.diskType(),
            row.diskGib());
    ledger.diskCreated(new DiskReport(wish(row), disks.create(request)));
  }

  private void moveDisk(RuntimeSnapshot row) {
    Disks disks = Workflow.newActivityStub(Disks.class, Calls.on(row.taskQueue(), Calls.MAKE));
    MoveDisk request =
        new MoveDisk(
            new Fence(row.disk(), row.diskGeneration(), 1),
            diskOf(row),
            diskOf(row).in(row.diskMovesTo()),
            row.disk(),
            row.workspace(),
            row.diskType(),
            row.diskGib());
    ledger.diskMoved(new DiskReport(wish(row), disks.move(request)));
  }

  private void makeMachine(RuntimeSnapshot row) {
    StartMachine request =
        new StartMachine(
            fence(row),
            machineOf(row),
            row.runtime(),
            row.workspace(),
            row.tool(),
            row.machineType(),
            diskOf(row),
            row.origin(),
            Objects.requireNonNull(row.runLimit()),
            row.spot());
    Machines machines = machines(row, Calls.MAKE);
    boolean first = row.machineGeneration() == row.runGeneration();
    report(row, made(row, first ? () -> machines.create(request) : () -> machines.start(request)));
  }

  /**
   * With a newer wish it is waited for a while longer, since what is known is ended more easily
   * than what is under way; then no more. Whoever ends the machine finds what was begun.
   */
  private MachineState made(RuntimeSnapshot row, Functions.Func<MachineState> call) {
    List<Promise<MachineState>> made = new ArrayList<>();
    CancellationScope scope = Workflow.newCancellationScope(() -> made.add(Async.function(call)));
    scope.run();
    Promise<MachineState> machine = made.getFirst();
    Workflow.await(() -> machine.isCompleted() || newest > row.generation());
    if (!machine.isCompleted() && cancelsMaking() && !isMadeSoon(machine)) {
      scope.cancel();
    }
    return machine.get();
  }

  private static boolean isMadeSoon(Promise<MachineState> machine) {
    Promise<?>[] timer = new Promise<?>[1];
    CancellationScope scope =
        Workflow.newCancellationScope(() -> timer[0] = Workflow.newTimer(UNWANTED_PATIENCE));
    scope.run();
    Workflow.await(() -> machine.isCompleted() || timer[0].isCompleted());
    if (machine.isCompleted()) {
      scope.cancel();
    }
    return machine.isCompleted();
  }

  private static boolean cancelsMaking() {
    return Workflow.getVersion("cancel-making", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** False when a newer wish or news of the machine ended the wait, and where nobody can ask. */
  private boolean waited(RuntimeSnapshot row, Functions.Proc call) {
    if (row.secret() == null) {
      ledger.failed(
          new Failure(
              wish(row),
              "SECRET_LOST",
              "The key that its tool's secret was sealed with is gone, so nobody can reach the tool."));
      return false;
    }
    Promise<?>[] done = new Promise<?>[1];
    CancellationScope scope = Workflow.newCancellationScope(() -> done[0] = Async.procedure(call));
    scope.run();
    Workflow.await(() -> done[0].isCompleted() || newest > row.generation() || machineChanged);
    if (done[0].isCompleted()) {
      done[0].get();
      return true;
    }
    scope.cancel();
    return false;
  }

  private void report(RuntimeSnapshot row, MachineState machine) {
    ledger.machine(new MachineReport(wish(row), machine));
  }

  private static Machines machines(RuntimeSnapshot row, ActivityOptions call) {
    return Workflow.newActivityStub(Machines.class, Calls.on(row.taskQueue(), call));
  }

  private static ToolProbe probe(RuntimeSnapshot row) {
    return Workflow.newActivityStub(ToolProbe.class, Calls.on(row.taskQueue(), Calls.WAIT));
  }

  private static ProbeTool probeOf(RuntimeSnapshot row) {
    return new ProbeTool(
        machineOf(row),
        row.tool(),
        Objects.requireNonNull(row.address()),
        Objects.requireNonNull(row.secret()));
  }

  private static MachineName machineOf(RuntimeSnapshot row) {
    return MachineName.of(row.runtime(), row.machineGeneration())
        .in(row.zone())
        .ofProject(row.project());
  }

  private static DiskName diskOf(RuntimeSnapshot row) {
    return DiskName.of(row.disk()).in(row.diskZone()).ofProject(row.project());
  }

  /** Calls are fenced by the run's number, so that a repeat after any crash is the same call. */
  private static Fence fence(RuntimeSnapshot row) {
    return new Fence(row.runtime(), row.runGeneration(), 1);
  }

  private static Wish wish(RuntimeSnapshot row) {
    return new Wish(row.runtime(), row.generation());
  }

  private static Failure failureOf(Wish wish, ActivityFailure failure) {
    return switch (failure.getCause()) {
      case ApplicationFailure told ->
          new Failure(wish, told.getType(), Objects.toString(told.getOriginalMessage(), ""));
      case TimeoutFailure late ->
          new Failure(wish, "TIMED_OUT", Objects.toString(late.getMessage(), ""));
      case null, default ->
          new Failure(wish, "CLOUD_FAILED", Objects.toString(failure.getMessage(), ""));
    };
  }
}
