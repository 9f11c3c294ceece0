package org.stipend.orchestrator.books.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.activity.ActivityInterface;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cloud.machine.MachineName;

class CreditWorkflowTest {

  private static final UUID POOL = new UUID(0, 7);

  private static final EndToMove END =
      new EndToMove(
          TaskQueues.LOCAL,
          new LimitMachine(
              new Fence(new UUID(0, 8), 1, 1),
              MachineName.of(new UUID(0, 8), 1),
              Instant.parse("2026-04-01T00:00:00Z"),
              1));

  /** Answers "nothing more is due" once no end has to be moved, and remembers who was asked. */
  private static final class TestingLedger implements CreditLedger {

    final List<Long> epochs = new CopyOnWriteArrayList<>();
    final List<LimitMachine> moved = new CopyOnWriteArrayList<>();
    final List<EndToMove> toMove = new CopyOnWriteArrayList<>();

    @Override
    public CreditDeadline onDeadline(CreditDeadline view) {
      epochs.add(view.epoch());
      Instant again = toMove.isEmpty() ? null : view.deadline();
      return CreditDeadline.of(view.researcher(), view.epoch() + 1, again).with(toMove);
    }

    @Override
    public CreditDeadline endsMoved(EndsMoved ends) {
      moved.addAll(ends.done());
      toMove.clear();
      return CreditDeadline.of(ends.researcher(), 100, null);
    }
  }

  /** Machines that can be out of reach. */
  @ActivityInterface(namePrefix = "Machines.")
  public interface Limits {
    void limit(LimitMachine request);
  }

  private static final class TestingLimits implements Limits {

    final List<LimitMachine> calls = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();

    @Override
    public void limit(LimitMachine request) {
      calls.add(request);
      if (failures.getAndDecrement() > 0) {
        throw ApplicationFailure.newNonRetryableFailure("out of reach", "TEST");
      }
    }
  }

  private final TestingLedger ledger = new TestingLedger();
  private final TestingLimits machines = new TestingLimits();
  private TestWorkflowEnvironment temporal;
  private CreditWorkflow workflow;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    var engine = temporal.newWorker(TaskQueues.ENGINE);
    engine.registerWorkflowImplementationTypes(CreditWorkflowImpl.class);
    engine.registerActivitiesImplementations(ledger);
    temporal.newWorker(TaskQueues.LOCAL).registerActivitiesImplementations(machines);
    temporal.start();
    workflow =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                CreditWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("credit/" + POOL)
                    .setTaskQueue(TaskQueues.ENGINE)
                    .build());
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void looksOnceAtTheDeadlineAndEndsWhenNothingMoreIsDue() {
    startWith(1, Duration.ofDays(20));
    temporal.sleep(Duration.ofDays(21));
    WorkflowStub.fromTyped(workflow).getResult(Void.class);

    assertThat(ledger.epochs).containsExactly(1L);
  }

  @Test
  void machinesAreToldWhereToEndByThemselvesAndTheLedgerThatTheyKnow() {
    ledger.toMove.add(END);
    startWith(1, Duration.ofDays(1));
    temporal.sleep(Duration.ofDays(2));
    WorkflowStub.fromTyped(workflow).getResult(Void.class);

    assertThat(machines.calls).containsExactly(END.call());
    assertThat(ledger.moved).containsExactly(END.call());
  }

  @Test
  void aMachineOutOfReachIsToldAgainAndHoldsUpNoDeadline() {
    machines.failures.set(3);
    ledger.toMove.add(END);
    startWith(1, Duration.ofDays(1));
    temporal.sleep(Duration.ofDays(2));
    WorkflowStub.fromTyped(workflow).getResult(Void.class);

    assertThat(machines.calls).hasSize(4);
    assertThat(ledger.epochs).as("looked at before each").containsExactly(1L, 2L, 3L, 4L);
    assertThat(ledger.moved).containsExactly(END.call());
  }

  @Test
  void everyMovedDeadlineCancelsTheTimerBefore() {
    startWith(1, Duration.ofDays(20));
    await().until(() -> count(EventType.EVENT_TYPE_TIMER_STARTED) == 1);
    for (int epoch = 2; epoch <= 20; epoch++) {
      int timers = epoch;
      workflow.poke(view(epoch, Duration.ofDays(20 + epoch)));
      await().until(() -> count(EventType.EVENT_TYPE_TIMER_STARTED) == timers);
    }

    assertThat(count(EventType.EVENT_TYPE_TIMER_CANCELED)).isEqualTo(19);
    assertThat(ledger.epochs).isEmpty();
  }

  @Test
  void anOlderEpochChangesNothing() {
    startWith(5, Duration.ofDays(20));
    workflow.poke(view(4, Duration.ofMinutes(1)));
    temporal.sleep(Duration.ofDays(1));

    assertThat(ledger.epochs).isEmpty();
  }

  @Test
  void endsWhenThePoolHasNothingDueAnyMore() {
    startWith(1, Duration.ofDays(20));
    workflow.poke(CreditDeadline.of(POOL, 2, null));
    WorkflowStub.fromTyped(workflow).getResult(Void.class);

    assertThat(ledger.epochs).isEmpty();
  }

  @Test
  void twoRateChangesADayStayWithinTheBudgetOfTransitions() {
    startWith(1, Duration.ofDays(400));
    await().until(() -> count(EventType.EVENT_TYPE_TIMER_STARTED) == 1);
    long before = history().size();
    for (int change = 1; change <= 60; change++) {
      int timers = change + 1;
      workflow.poke(view(1 + change, Duration.ofDays(400 + change)));
      await().until(() -> count(EventType.EVENT_TYPE_TIMER_STARTED) == timers);
      temporal.sleep(Duration.ofHours(12));
    }

    // six events are three transitions: signalled, task scheduled/started/completed, timer x 2
    assertThat(history().size() - before).isLessThanOrEqualTo(60 * 6);
  }

  private void startWith(long epoch, Duration ahead) {
    WorkflowClient.start(workflow::run, view(epoch, ahead));
  }

  private CreditDeadline view(long epoch, Duration ahead) {
    return CreditDeadline.of(
        POOL, epoch, Instant.ofEpochMilli(temporal.currentTimeMillis()).plus(ahead));
  }

  private long count(EventType type) {
    return history().stream().filter(event -> event.getEventType() == type).count();
  }

  private List<io.temporal.api.history.v1.HistoryEvent> history() {
    return temporal.getWorkflowClient().fetchHistory("credit/" + POOL).getEvents();
  }
}
