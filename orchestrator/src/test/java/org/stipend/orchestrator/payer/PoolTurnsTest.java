package org.stipend.orchestrator.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.testing.Patience;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.engine.workflow.Calls;
import org.stipend.orchestrator.web.Problem;

@Timeout(30)
class PoolTurnsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final PoolTurns turns = new PoolTurns();
  private final ResearcherId hot = new ResearcherId(UUID.randomUUID());
  private final ResearcherId calm = new ResearcherId(UUID.randomUUID());
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void everybodyHasGone() throws InterruptedException {
    end.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(Patience.UNTIL_STUCK.toSeconds(), TimeUnit.SECONDS))
        .isTrue();
    assertThat(turns.size()).isZero();
  }

  @Test
  void oneAfterTheOtherInTheOrderTheyCame() {
    List<Integer> served = new CopyOnWriteArrayList<>();
    isHeld();
    for (int i = 0; i < 20; i++) {
      int number = i;
      person(() -> served.add(number));
      waitFor(i + 1);
    }
    assertThat(served).isEmpty();
    end.countDown();
    threads.close();
    assertThat(served).containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void whoFindsTheLineFullIsToldAtOnce() {
    isHeld();
    for (int i = 0; i < 50; i++) {
      person(() -> true);
      waitFor(i + 1);
    }
    long began = System.nanoTime();
    assertThatThrownBy(() -> turns.ofPerson(hot, () -> true))
        .isInstanceOfSatisfying(Problem.class, busy -> expectBusy(busy, 429));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void whoWaitedTooLongIsToldToComeAgain() {
    isHeld();
    Future<Boolean> waits = person(() -> true);
    assertThatThrownBy(waits::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(Problem.class, busy -> expectBusy(busy, 503));
  }

  private static void expectBusy(Problem busy, int status) {
    assertThat(busy.status().value()).isEqualTo(status);
    assertThat(busy.code()).isEqualTo("POOL_BUSY");
    assertThat(busy.retryAfter()).contains(Duration.ofSeconds(5));
  }

  @Test
  void aReportComesAgainByItselfAndADeadlineHasAPlaceOfItsOwn() {
    isHeld();
    List<Future<?>> reports = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      reports.add(threads.submit(() -> turns.ofReport(hot, () -> {})));
      waitFor(i + 1);
    }
    Future<Boolean> deadline = threads.submit(() -> turns.ofDeadline(hot, () -> true));
    assertThatThrownBy(() -> turns.ofReport(hot, () -> {}))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            busy -> {
              assertThat(busy.isNonRetryable()).isFalse();
              assertThat(busy.getNextRetryDelay()).isPositive();
            });
    waitFor(18);
    end.countDown();
    assertThat(deadline).succeedsWithin(Patience.UNTIL_STUCK);
    assertThat(reports).allSatisfy(one -> assertThat(one).succeedsWithin(Patience.UNTIL_STUCK));
  }

  @Test
  void aDeadlineOutwaitsThePeople() {
    isHeld();
    Future<Boolean> deadline = threads.submit(() -> turns.ofDeadline(hot, () -> true));
    waitFor(1);
    Future<Boolean> cameLater = person(() -> true);
    assertThatThrownBy(cameLater::get).isInstanceOf(ExecutionException.class);
    end.countDown();
    assertThat(deadline).succeedsWithin(Patience.UNTIL_STUCK);
  }

  @Test
  void aDeadlineHasItsTurnOrHasGivenUpBeforeItIsTakenForLost() {
    assertThat(PoolTurns.Patience.DEADLINE.longest.multipliedBy(3).dividedBy(2))
        .isLessThan(Calls.DEADLINE.getStartToCloseTimeout());
  }

  @Test
  void whoHasTheTurnMayAskAgainAndForNoOther() {
    assertThat(turns.<Boolean>ofPerson(hot, () -> turns.ofPerson(hot, () -> true))).isTrue();
    assertThatThrownBy(() -> turns.ofPerson(hot, () -> turns.ofPerson(calm, () -> true)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTurnIsTakenBeforeTheTransaction() {
    assertThatThrownBy(
            () -> database.transactions().execute(status -> turns.ofPerson(hot, () -> true)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void workThatFailsLeavesItsTurn() {
    assertThatThrownBy(() ->
            turns.ofPerson(
                hot,
                () -> {
                  throw new IllegalArgumentException("as it happens");
                }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(turns.<Boolean>ofPerson(hot, () -> true)).isTrue();
  }

  @Test
  void thoseWhoWaitHoldNoConnection() {
    try (HikariDataSource two = new HikariDataSource()) {
      two.setJdbcUrl(database.jdbcUrl());
      two.setUsername("postgres");
      two.setMaximumPoolSize(2);
      two.setConnectionTimeout(Patience.UNTIL_STUCK.toMillis());
      TransactionTemplate transactions =
          new TransactionTemplate(new DataSourceTransactionManager(two));
      JdbcClient jdbc = JdbcClient.create(two);
      PoolLocks locks = new PoolLocks(jdbc, new PayerTable(jdbc));
      CountDownLatch locked = new CountDownLatch(1);
      threads.submit(() ->
          turns.ofPerson(
              hot,
              () ->
                  transactions.execute(status -> {
                    locks.lock(hot);
                    locked.countDown();
                    return await();
                  })));
      assertThat(CompletableFuture.runAsync(() -> awaits(locked)))
          .succeedsWithin(Patience.UNTIL_STUCK);
      List<Future<Boolean>> waiting =
          IntStream.range(0, 20)
              .mapToObj(i -> person(() -> transactions.execute(status -> locked(locks, hot))))
              .toList();
      waitFor(20);
      for (int i = 0; i < 20; i++) {
        assertThat(
                turns.<Boolean>ofPerson(
                    calm, () -> transactions.execute(status -> locked(locks, calm))))
            .isTrue();
      }
      end.countDown();
      assertThat(waiting).allSatisfy(one -> assertThat(one).succeedsWithin(Patience.UNTIL_STUCK));
    }
  }

  @Test
  void anotherProcessIsWaitedForOnlySoLong() {
    PoolLocks locks = new PoolLocks(database.jdbc(), new PayerTable(database.jdbc()));
    TransactionTemplate transactions = database.transactions();
    CountDownLatch locked = new CountDownLatch(1);
    threads.submit(() ->
        transactions.execute(status -> {
          locks.lock(hot);
          locked.countDown();
          return await();
        }));
    awaits(locked);
    assertThatThrownBy(() -> transactions.execute(status -> locked(locks, hot)))
        .isInstanceOfSatisfying(Problem.class, busy -> expectBusy(busy, 503));
    String after =
        transactions.execute(status -> {
          locks.lock(calm);
          return database.jdbc().sql("SHOW lock_timeout").query(String.class).single();
        });
    assertThat(after).isEqualTo("0");
  }

  private static boolean locked(PoolLocks locks, ResearcherId pool) {
    locks.lock(pool);
    return true;
  }

  private void isHeld() {
    CountDownLatch begun = new CountDownLatch(1);
    threads.submit(() ->
        turns.ofPerson(
            hot,
            () -> {
              begun.countDown();
              return await();
            }));
    awaits(begun);
  }

  private Future<Boolean> person(java.util.function.Supplier<Boolean> work) {
    return threads.submit(() -> turns.ofPerson(hot, work));
  }

  private void waitFor(int waiting) {
    while (turns.waitingFor(hot) < waiting) {
      Thread.onSpinWait();
    }
  }

  private boolean await() {
    return awaits(end);
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(Patience.UNTIL_STUCK.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
