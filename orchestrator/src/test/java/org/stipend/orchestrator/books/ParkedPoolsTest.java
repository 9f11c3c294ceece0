package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cost.DiskId;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/** The worked example ($1, an n1-standard-4 with a T4 and 100 GiB), and a fault in its books. */
final class ParkedPoolsTest {

  private final TestDatabase database = new TestDatabase();
  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;

  @BeforeEach
  void tenMinutesAreBooked() {
    database.open();
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    WorkspaceId workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "1");
    world.diskCreated(new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 100, T0);
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
    world.settle(ada, t(600));
  }

  @AfterEach
  void close() {
    world.close();
    database.close();
  }

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private void proveAt(Instant now) {
    world.clock.moveTo(now);
    world.get(ProofRounds.class).pass();
  }

  private Alarms alarmsAt(Instant now) {
    world.clock.moveTo(now);
    return world.get(BooksWatch.class).alarms();
  }

  private void secondsOfTheTilesAreMovedBy(int seconds) {
    database
        .asOwner()
        .sql("UPDATE tile SET start_at = start_at + make_interval(secs => :seconds)")
        .param("seconds", seconds)
        .update();
  }

  private void theKeptBalanceIs(String what) {
    database
        .asOwner()
        .sql("UPDATE account SET balance_nanos = balance_nanos " + what + " WHERE kind = 'CREDIT'")
        .update();
  }

  private List<String> kinds() {
    return world.jdbc().sql("SELECT kind FROM journal ORDER BY id").query(String.class).list();
  }

  @Test
  void soundBooksAreLeftAlone() {
    proveAt(t(700));
    assertThat(alarmsAt(t(700)).none()).isTrue();
  }

  @Test
  void aPoolWhoseProofFailsIsParkedAndNamed() {
    secondsOfTheTilesAreMovedBy(1);
    proveAt(t(700));
    assertThat(alarmsAt(t(700)).pools())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.researcher()).isEqualTo(ada.value());
          assertThat(one.since()).isEqualTo(t(700));
          assertThat(one.because()).contains("should have");
        });
    proveAt(t(90_000));
    assertThat(alarmsAt(t(90_000)).pools().getFirst().since()).isEqualTo(t(700));
    assertThat(world.get(Proof.class).run())
        .filteredOn(check -> check.name().equals("No pool is parked"))
        .singleElement()
        .matches(check -> !check.ok() && check.detail().contains(ada.toString()));
  }

  @Test
  void nothingIsBookedOfItAndItsMachinesAreStoppedInTime() {
    theKeptBalanceIs("* 1000");
    proveAt(t(700));
    List<String> booked = kinds();
    world.settleDue(t(3_600 + 301));
    assertThat(world.machinesStopAt(ada)).isEqualTo(t(6_379));
    world.fire(ada, t(6_379));
    assertThat(world.machines.orders).containsExactly(t(6_379));
    world.fire(ada, t(6_499));
    world.clock.moveTo(t(6_531));
    world.machineStopped(runtime, t(6_530));
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    assertThat(kinds()).isEqualTo(booked);
    assertThat(alarmsAt(t(6_531)).parked()).isEqualTo(1);
  }

  @Test
  void whatWasLearnedMeanwhileIsBookedOnceItsProofHoldsAgain() {
    secondsOfTheTilesAreMovedBy(1);
    proveAt(t(700));
    List<String> booked = kinds();
    world.clock.moveTo(t(1_000));
    GrantId grant = world.grant(ada, "5");
    world.takeBack(ada, grant, "2");
    world.clock.moveTo(t(1_300));
    world.machineStopped(runtime, t(1_200));
    world.clock.moveTo(t(2_000));
    assertThat(kinds()).startsWith(booked.toArray(String[]::new)).hasSize(booked.size() + 1);
    assertThat(kinds()).last().isEqualTo("GRANT");

    secondsOfTheTilesAreMovedBy(-1);
    proveAt(t(2_000));
    assertThat(alarmsAt(t(2_005)).none()).isTrue();
    assertThat(kinds()).contains("REVOKE");
    world.settle(ada, t(2_010));
    long spent = 4_000_000_000L - Balances.left(world, ada);
    assertThat(spent).isBetween(180_000_000L, 195_000_000L); // 20 minutes and the disk
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  @Test
  void booksThatCannotEvenBeReadKeepNoMachineRunning() {
    theMarksAreGone();
    assertThatThrownBy(() -> world.fire(ada, t(6_379))).hasMessageContaining("no mark");
    assertThat(world.machines.orders).containsExactly(t(6_379));

    world.clock.moveTo(t(6_381));
    world.get(PoolSweep.class).sweep(t(6_381), Duration.ZERO);
    assertThat(alarmsAt(t(6_381)).parked()).isEqualTo(1);
    world.clock.moveTo(t(6_399));
    world.machineStopped(runtime, t(6_398));
    assertThat(world.machines.orders).hasSize(1);
    assertThat(world.status(ada)).isEqualTo("ACTIVE");
  }

  @Test
  void booksThatCannotBeReadAreNamedByTheProof() {
    theMarksAreGone();
    assertThat(world.get(Proof.class).run())
        .filteredOn(check -> !check.ok())
        .singleElement()
        .matches(check -> check.detail().contains(ada.toString()));
  }

  private void theMarksAreGone() {
    database.asOwner().sql("DELETE FROM pool_mark").update();
  }

  @Test
  void booksThatCannotBeWrittenAreParkedAtOnceAndGoneOnWithLater() {
    database
        .asOwner()
        .sql("ALTER TABLE journal ADD CONSTRAINT full_up CHECK (kind <> 'USAGE') NOT VALID")
        .update();
    world.settleDue(t(3_901));
    assertThat(alarmsAt(t(3_901)).pools())
        .singleElement()
        .matches(one -> one.because().contains("cannot be booked"));

    database.asOwner().sql("ALTER TABLE journal DROP CONSTRAINT full_up").update();
    proveAt(t(4_000));
    world.settle(ada, t(4_005));
    assertThat(alarmsAt(t(4_010)).none()).isTrue();
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }
}
