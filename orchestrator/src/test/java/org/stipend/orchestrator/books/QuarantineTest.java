package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.catalog.MadeUpPrices;
import org.stipend.orchestrator.catalog.PriceImport;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/** The first price list forgot the disk and the GPU. */
final class QuarantineTest {

  private final TestDatabase database = new TestDatabase();
  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void twoPricesAreMissing() {
    database.open();
    world =
        new MoneyWorld(
            database, MadeUpPrices.named("first").without("pd.balanced").without("gpu.t4").json());
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "10");
  }

  @AfterEach
  void theBooksAreSound() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    assertThat(stretches()).isEmpty();
    assertThat(world.get(BooksWatch.class).alarms().none()).isTrue();
    world.close();
    database.close();
  }

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private List<String> stretches() {
    return world
        .jdbc()
        .sql(
            """
            SELECT p.sku_key || ' ' || extract(epoch FROM q.from_at - :t0)::bigint
                   || ' to ' || extract(epoch FROM q.to_at - :t0)::bigint
              FROM quarantine q JOIN usage_part p ON p.use_id = q.use_id ORDER BY 1
            """)
        .param("t0", Timestamp.from(T0))
        .query(String.class)
        .list();
  }

  private List<String> lines() {
    return world
        .jdbc()
        .sql("SELECT sku_key || ': ' || posted_nanos FROM charge_line ORDER BY sku_key")
        .query(String.class)
        .list();
  }

  private long journals() {
    return world.jdbc().sql("SELECT count(*) FROM journal").query(Long.class).single();
  }

  @Test
  void useWithoutAPriceIsAnAlarmUntilThereIsOneAndIsThenChargedOnce() {
    world.diskCreated(new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 100, T0);
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
    world.settleDue(t(3_600 + 300));
    world.clock.moveTo(t(5_000));
    world.machineStopped(runtime, t(5_000));
    world.writeUp(ada);

    assertThat(lines()).containsExactly("n1.core: 175616667", "n1.ram: 88270833");
    assertThat(stretches())
        .containsExactly(
            "gpu.t4 0 to 3600",
            "gpu.t4 3600 to 5000",
            "pd.balanced 0 to 3600",
            "pd.balanced 3600 to 5000");
    Alarms alarms = world.get(BooksWatch.class).alarms();
    assertThat(alarms.skus())
        .containsExactly(
            new Alarms.UnpricedSku("gpu.t4", T0, 2, 1),
            new Alarms.UnpricedSku("pd.balanced", T0, 2, 1));
    var registry = new SimpleMeterRegistry();
    world.get(PoolMeters.class).bindTo(registry);
    assertThat(registry.get("stipend.usage.unpriced").gauge().value()).isEqualTo(4);

    world.clock.moveTo(t(6_000));
    world.get(PriceImport.class).take(MadeUpPrices.bundled());
    world.settleDue(t(6_000));
    assertThat(lines())
        .containsExactly(
            "gpu.t4: 486111111", "n1.core: 175616667", "n1.ram: 88270833", "pd.balanced: 19290123");
    long booked = journals();
    world.settleDue(t(6_010));
    assertThat(journals()).isEqualTo(booked);
    assertThat(registry.get("stipend.usage.unpriced").gauge().value()).isZero();
  }

  @Test
  void aRunWithoutASecondOwesItsMinuteAsSoonAsItHasAPrice() {
    world.machineStarted(runtime, workspace, GPU_MACHINE, t(10));
    world.machineStopped(runtime, t(10));
    world.settle(ada, t(10));
    world.settle(ada, t(100));
    assertThat(stretches()).containsExactly("gpu.t4 10 to 10");

    world.get(PriceImport.class).take(MadeUpPrices.bundled());
    world.settleDue(t(200));
    assertThat(lines()).containsExactly("gpu.t4: 5833333", "n1.core: 2107400", "n1.ram: 1059250");
    assertThat(Balances.left(world, ada))
        .isEqualTo(10_000_000_000L - 5_833_333 - 2_107_400 - 1_059_250);
  }
}
