package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.catalog.MadeUpPrices;
import org.stipend.orchestrator.catalog.PriceImport;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.usage.Costs;

/**
 * The worked example ($1, an n1-standard-4 with a T4 and 100 GiB) while the price of a core and of
 * the disk double.
 */
final class PriceVersionsTest {

  private final TestDatabase database = new TestDatabase();
  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private final DiskId disk = new DiskId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void somethingRunsAtThePricesOfToday() {
    database.open();
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "1");
    world.diskCreated(disk, workspace, "pd-balanced", 100, T0);
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
  }

  @AfterEach
  void theBooksAreSound() {
    sweep();
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
    database.close();
  }

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private static MadeUpPrices doubled() {
    return MadeUpPrices.named("doubled")
        .price("n1.core", 63_222_000)
        .price("pd.balanced", 200_000_000);
  }

  private void take(Instant now, MadeUpPrices list) {
    world.clock.moveTo(now);
    world.get(PriceImport.class).take(list.json());
  }

  private void sweep() {
    world.get(Deadlines.class).sweep(world.clock.instant(), Duration.ZERO);
  }

  private void settle(Instant to) {
    world.settle(ada, to);
  }

  /** What is charged by SKU and price version, with its seconds. */
  private List<String> lines() {
    return world
        .jdbc()
        .sql(
            """
            SELECT l.sku_key || ' ' || l.cum_quantity / q.quantity || ' s at ' || p.nanos || ': ' || l.posted_nanos
              FROM charge_line l JOIN price p ON p.id = l.price
              JOIN (SELECT DISTINCT sku_key, quantity FROM usage_part) q ON q.sku_key = l.sku_key
             ORDER BY l.sku_key, p.effective_from
            """)
        .query(String.class)
        .list();
  }

  private List<String> journals() {
    return world
        .jdbc()
        .sql(
            """
            SELECT j.posting_key || ' ' || j.kind || ' ' || sum(p.amount_nanos) FILTER (WHERE p.amount_nanos > 0)
              FROM journal j JOIN posting p ON p.journal = j.id GROUP BY j.id ORDER BY j.id
            """)
        .query(String.class)
        .list();
  }

  @Test
  void useIsCutAtTheSecondAndNothingBeforeItChanges() {
    settle(t(600));
    List<String> before = journals();
    take(t(1_000).plusMillis(999), doubled());
    settle(t(3_000));
    assertThat(lines())
        .containsExactly(
            "gpu.t4 3000 s at 350000000: 291666667",
            "n1.core 1000 s at 31611000: 35123333",
            "n1.core 2000 s at 63222000: 140493333",
            "n1.ram 3000 s at 4237000: 52962500",
            "pd.balanced 1000 s at 100000000: 3858025",
            "pd.balanced 2000 s at 200000000: 15432099");
    assertThat(journals()).startsWith(before.toArray(String[]::new));
    assertThat(journals()).noneMatch(journal -> journal.contains("REVERSAL"));
  }

  @Test
  void whatWasBookedForTheSecondOfTheImportIsNotRatedAgain() {
    settle(t(1_000));
    List<String> before = journals();
    take(t(1_000), doubled());
    settle(t(1_500));
    assertThat(lines())
        .contains("n1.core 1001 s at 31611000: 35158457", "n1.core 499 s at 63222000: 35053087");
    assertThat(journals()).startsWith(before.toArray(String[]::new));
  }

  /** 846,142,253 nanos were left, and 192,839.1 go in a second. */
  @Test
  void theCreditEndsByTheNewPrices() {
    assertThat(world.machinesStopAt(ada)).isEqualTo(t(6_379));
    take(t(1_000), doubled());
    sweep();
    assertThat(world.machinesStopAt(ada)).isEqualTo(t(5_387 - 120));
    world.fire(ada, t(5_267));
    assertThat(world.machines.orders).containsExactly(t(5_267));
    world.fire(ada, t(5_387));
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    assertThat(Balances.left(world, ada)).isBetween(0L, 192_839L);
    assertThat(Balances.platformPaid(world, "OVERRUN", ada)).isZero();
    world.machineStopped(runtime, t(5_387));
  }

  @Test
  void anAnnouncedPriceMovesTheEndAsSoonAsItIsKnown() {
    take(t(10), doubled().from(t(1_000)));
    sweep();
    assertThat(world.machinesStopAt(ada)).isEqualTo(t(5_267));
    settle(t(1_200));
    assertThat(lines())
        .contains("n1.core 1000 s at 31611000: 35123333", "n1.core 200 s at 63222000: 14049333");
  }

  @Test
  void theWorkflowIsTold() {
    long epoch = world.deadline(ada).epoch();
    take(t(1_000), doubled());
    assertThat(world.deadline(ada).epoch()).isEqualTo(epoch + 1);
    assertThat(
            world
                .jdbc()
                .sql("SELECT max(version) FROM outbox WHERE topic = 'CREDIT' AND key = :ada")
                .param("ada", ada.value())
                .query(Long.class)
                .single())
        .isEqualTo(epoch + 1);
    world.fire(ada, t(1_000));
    assertThat(world.machinesStopAt(ada)).isEqualTo(t(5_267));
  }

  @Test
  void aCreditThatEndsBeforeIsLeftAlone() {
    Deadline before = world.deadline(ada);
    take(t(10), doubled().from(t(6_499)));
    assertThat(world.deadline(ada)).isEqualTo(before);
  }

  @Test
  void aStopLearnedLateIsChargedAtThePriceOfItsSeconds() {
    take(t(1_000), doubled());
    settle(t(1_200));
    world.machineStopped(runtime, t(990));
    world.writeUp(ada);
    assertThat(lines())
        .contains(
            "n1.core 990 s at 31611000: 34772100",
            "n1.core 0 s at 63222000: 0",
            "gpu.t4 990 s at 350000000: 96250000");
  }

  @Test
  void whatIsShownIsWhatIsBooked() {
    take(t(1_000), doubled());
    Costs.RuntimeCost cost = world.get(Costs.class).ofRuntime(runtime, disk, t(2_000));
    settle(t(2_000));
    assertThat(Money.ofDollars(1).minus(cost.run().amount()).nanos())
        .isEqualTo(Balances.left(world, ada));
  }

  @Test
  void whoeverIsJustSettlingIsWaitedFor() {
    world.clock.moveTo(t(2_000));
    CompletableFuture<Void> imported =
        world.inTransaction(() -> {
          PoolRow row = world.get(PoolTable.class).get(ada);
          var asked =
              CompletableFuture.runAsync(
                  () -> world.get(PriceImport.class).take(doubled().from(t(1_500)).json()));
          Awaitility.await().until(this::somebodyWaitsForAPool);
          world.get(PoolBooks.class).book(row.due(t(2_003)), t(2_003)); // by a clock ahead
          return asked;
        });
    imported.join();
    settle(t(2_100));
    assertThat(lines())
        .contains("n1.core 2004 s at 31611000: 70387160", "n1.core 96 s at 63222000: 6743680");
  }

  private boolean somebodyWaitsForAPool() {
    return world
            .jdbc()
            .sql(
                """
                SELECT count(*) FROM pg_locks
                 WHERE NOT granted AND relation = 'credit_pool'::regclass
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """)
            .query(Long.class)
            .single()
        > 0;
  }

  /** Its process has rated before, and was not told. */
  @Test
  void anotherProcessSettlesAtTheNewPrices() {
    settle(t(600));
    var other = new MoneyWorld(database);
    other.clock.moveTo(t(1_000));
    other.get(PriceImport.class).take(doubled().json());
    other.close();
    settle(t(1_200));
    assertThat(lines()).contains("n1.core 200 s at 63222000: 14049333");
  }
}
