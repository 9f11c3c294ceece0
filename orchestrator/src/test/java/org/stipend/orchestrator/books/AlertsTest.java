package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.proxy.TestingHouse;

/**
 * A limit of $100, one workspace on it, and a machine that costs $0.539999 an hour from the start.
 */
final class AlertsTest {

  private static final String PRICE_PER_HOUR = "0.539999";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final RuntimeId runtime = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void startsEverythingAtZero() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "100");
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void atFortyNineAndAHalfOfAHundredDollarsNobodyIsToldOfTheHalf() {
    reach("49.50");

    assertThat(percents(ada)).containsExactly(25);
    assertThat(world.status(ada)).isEqualTo("ACTIVE");
  }

  @Test
  void atFiftyAndAHalfThereIsOneNoticeOfTheHalfThatQuotesWhatIsLeft() {
    reach("49.50");
    reach("50.50");
    reach("50.50");

    assertThat(percents(ada)).containsExactly(25, 50);
    assertThat(cents("left")).isEqualTo("49.50");
    assertThat(fact("CREDIT_USED", "granted")).isEqualTo("100.000000000");
  }

  @Test
  void atThreeQuartersTheHalfIsNotRepeated() {
    reach("50.50");
    reach("75.30");

    assertThat(percents(ada)).containsExactly(50, 75);
    assertThat(cents("left")).isEqualTo("24.70");
  }

  @Test
  void whenTheLimitIsReachedThereIsOneNoticeThatItIsAndNoneMoreWhileOverrunGrows() {
    reach("75.30");
    Instant end = firePast("98");
    assertThat(world.status(ada)).isEqualTo("EXHAUSTED");
    world.settle(ada, end.plus(Duration.ofHours(40))); // more than $20 of overrun
    world.fire(ada, world.clock.instant());

    assertThat(count("CREDIT_ENDED")).isEqualTo(1);
    assertThat(fact("CREDIT_ENDED", "cause")).isEqualTo("EXHAUSTED");
    assertThat(fact("CREDIT_ENDED", "at")).isEqualTo(end.toString());
    assertThat(Balances.platformPaid(world, "OVERRUN", ada)).isGreaterThan(20_000_000_000L);
  }

  @Test
  void whenOneSettlementBringsEightyDollarsOnlyThreeQuartersAreToldAndAllAreRecorded() {
    reach("80");

    assertThat(percents(ada)).containsExactly(75);
    assertThat(recorded("USED")).containsExactly(0, 25, 50, 75);
  }

  @Test
  void theTimerComesAtTheSecondAtWhichAQuarterIsUsed() {
    Instant quarter = world.nextDeadline(ada);
    world.clock.moveTo(quarter.minusSeconds(1));
    world.fire(ada, quarter.minusSeconds(1));
    assertThat(percents(ada)).isEmpty();
    world.fire(ada, quarter);

    assertThat(percents(ada)).containsExactly(25);
    assertThat(new BigDecimal(fact("CREDIT_USED", "left")))
        .isBetween(new BigDecimal("74.999"), new BigDecimal("75"));
    assertThat(world.nextDeadline(ada)).isAfter(quarter);
  }

  @Test
  void fromOneTimerToTheNextEachThresholdIsToldOnce() {
    for (Instant next = world.nextDeadline(ada); next != null; next = world.nextDeadline(ada)) {
      world.fire(ada, next);
    }

    assertThat(percents(ada)).containsExactly(25, 50, 75, 90);
    assertThat(facts("CREDIT_RUNWAY", "within")).containsExactly("PT24H", "PT4H", "PT1H", "PT15M");
    assertThat(facts("CREDIT_ENDED", "cause")).containsExactly("EXHAUSTED");
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  @Test
  void aDisabledCreatorIsToldAndStoppedAllTheSame() {
    world
        .jdbc()
        .sql("UPDATE person SET disabled_at = now() WHERE id = ?")
        .param(ada.value())
        .update();
    firePast("99");

    assertThat(count("CREDIT_ENDED")).isEqualTo(1);
    assertThat(world.machines.orders).isNotEmpty();
  }

  @Test
  void ofTwoCreatorsPastTheirLimitsEachGetsTheirOwnNotice() {
    ResearcherId bob = world.aResearcher();
    WorkspaceId his = world.aWorkspaceOf(bob);
    world.grant(bob, "100");
    world.machineStarted(new RuntimeId(UUID.randomUUID()), his, GPU_MACHINE, T0);
    Instant end = firePast("99");
    world.fire(bob, end);

    assertThat(count("CREDIT_ENDED", ada)).isEqualTo(1);
    assertThat(count("CREDIT_ENDED", bob)).isEqualTo(1);
    assertThat(
            text("SELECT pool::text FROM notice WHERE person = ? AND kind = 'CREDIT_ENDED'", bob))
        .isEqualTo(bob.toString());
  }

  @Test
  void whenTheProcessDiedTheSweeperTellsThoughCostHasNotChanged() {
    reach("75.30");
    Instant later = at("100").plusSeconds(60);
    world.clock.moveTo(later);
    world.get(Deadlines.class).sweep(later, Duration.ofSeconds(2));
    world.get(Deadlines.class).sweep(later, Duration.ofSeconds(2));

    assertThat(count("CREDIT_ENDED")).isEqualTo(1);
    assertThat(percents(ada))
        .as("who is told of the end need not hear of 90 %")
        .containsExactly(75);
  }

  @Test
  void whatAnOwnAccountPaysIsNoNews() {
    HandOffs.toAccount(world, workspace, "012345-6789AB-CDEF01", T0.plusSeconds(3_600));
    world.settle(ada, at("100").plus(Duration.ofDays(10)));

    assertThat(count("CREDIT_USED") + count("CREDIT_ENDED") + count("CREDIT_RUNWAY")).isZero();
  }

  @Test
  void whoMovedToAnOwnAccountAfterTheEndHearsNoMore() {
    DiskId disk = aDisk();
    Instant end = firePast("98");
    int before = count("CREDIT_ENDED") + count("GRACE");
    HandOffs.toAccount(world, workspace, "012345-6789AB-CDEF01", end.plusSeconds(60));
    world.settle(ada, end.plus(Duration.ofDays(29)));

    assertThat(count("CREDIT_ENDED") + count("GRACE")).isEqualTo(before).isEqualTo(1);
    assertThat(disk).isNotNull();
  }

  @Test
  void disksWithoutCreditAreToldOfTheDayWeeklyAndInTheLastWeekDaily() {
    aDisk();
    Instant end = firePast("98");
    world.machineStopped(runtime, end);
    assertThat(count("GRACE")).as("that day they hear that it has ended").isZero();
    while (world.status(ada).equals("ACTIVE")) { // the disk alone uses what the machine left
      world.fire(ada, world.nextDeadline(ada));
    }
    Instant last = world.endsAt(ada).plus(Duration.ofDays(30));
    for (Instant next = world.nextDeadline(ada); next != null && next.isBefore(last); ) {
      world.fire(ada, next);
      next = world.nextDeadline(ada);
    }

    assertThat(facts("GRACE", "days"))
        .containsExactly("23", "16", "9", "7", "6", "5", "4", "3", "2", "1");
    assertThat(fact("GRACE", "until")).isEqualTo(last.toString());
  }

  @Test
  void anotherGrantArmsTheThresholdsAboveItAgain() {
    reach("80");
    world.grant(ada, "100"); // 40 % of both
    assertThat(percents(ada)).containsExactly(75);
    reach("101");

    assertThat(percents(ada)).containsExactly(75, 50);
  }

  @Test
  void whoOwnsAWorkspaceOnItAndWhoRunsSomethingThereIsToldAndWhoOnlyLooksIsNot() {
    var house = new TestingHouse(database.asOwner(), T0);
    UUID owner = house.researcher();
    UUID running = house.researcher();
    UUID reader = house.researcher();
    house.join(owner, workspace.value(), "OWNER");
    house.join(running, workspace.value(), "WRITER");
    house.join(reader, workspace.value(), "READER");
    house.runningJupyter(workspace.value(), running, URI.create("http://127.0.0.1:1"));
    reach("50.50");

    assertThat(percents(new ResearcherId(owner))).containsExactly(50);
    assertThat(percents(new ResearcherId(running))).containsExactly(50);
    assertThat(percents(new ResearcherId(reader))).isEmpty();
    assertThat(text("SELECT workspace::text FROM notice WHERE person = ?", new ResearcherId(owner)))
        .isEqualTo(workspace.toString());
  }

  // ---- expiry: valid for 17 days

  @Test
  void beforeTheDayOfAWarningNothingIsTold() {
    ResearcherId eve = expiring(Duration.ofDays(17));
    assertThat(facts(eve, "CREDIT_EXPIRY", "days"))
        .as("90 and 30 lie behind")
        .containsExactly("30");
    settle(eve, T0.plus(Duration.ofDays(3)).minusSeconds(1));

    assertThat(facts(eve, "CREDIT_EXPIRY", "days")).containsExactly("30");
  }

  @Test
  void aWarningOfADayOnWhichNothingRanIsSentThenOnce() {
    ResearcherId eve = expiring(Duration.ofDays(17));
    settle(eve, T0.plus(Duration.ofDays(5))); // two days late
    settle(eve, T0.plus(Duration.ofDays(5)).plusSeconds(60));

    assertThat(facts(eve, "CREDIT_EXPIRY", "days")).containsExactly("30", "14");
    assertThat(fact(eve, "CREDIT_EXPIRY", "left")).isEqualTo("100.000000000");
  }

  @Test
  void whenTheDateHasPassedThereIsOneNoticeWithTheDayDisksAreKeptTo() {
    ResearcherId eve = expiring(Duration.ofDays(17));
    Instant expiry = T0.plus(Duration.ofDays(17));
    settle(eve, expiry);
    settle(eve, expiry.plus(Duration.ofDays(1)));

    assertThat(world.status(eve)).isEqualTo("EXPIRED");
    assertThat(facts(eve, "CREDIT_ENDED", "cause")).containsExactly("EXPIRED");
    assertThat(fact(eve, "CREDIT_ENDED", "until"))
        .isEqualTo(expiry.plus(Duration.ofDays(30)).toString());
    assertThat(facts(eve, "CREDIT_EXPIRY", "days")).doesNotContain("0");
  }

  @Test
  void whereOtherCreditGoesOnTheExpiryItselfIsTold() {
    ResearcherId eve = expiring(Duration.ofDays(17));
    world.grant(eve, "20");
    settle(eve, T0.plus(Duration.ofDays(17)));
    settle(eve, T0.plus(Duration.ofDays(18)));

    assertThat(world.status(eve)).isEqualTo("ACTIVE");
    assertThat(facts(eve, "CREDIT_EXPIRY", "days")).containsExactly("30", "0");
    assertThat(fact(eve, "CREDIT_EXPIRY", "left")).isEqualTo("100.000000000");
  }

  // ---- how it goes on

  private ResearcherId expiring(Duration valid) {
    ResearcherId eve = world.aResearcher();
    world.grant(eve, "100", T0.plus(valid));
    return eve;
  }

  private DiskId aDisk() {
    DiskId disk = new DiskId(UUID.randomUUID());
    world.diskCreated(disk, workspace, "pd-balanced", 10, T0);
    return disk;
  }

  /** When the machine alone will have cost so much. */
  private static Instant at(String dollars) {
    var hours =
        new BigDecimal(dollars).divide(new BigDecimal(PRICE_PER_HOUR), 9, RoundingMode.CEILING);
    return T0.plusSeconds(hours.multiply(BigDecimal.valueOf(3_600)).longValue() + 1);
  }

  private void reach(String dollars) {
    world.settle(ada, at(dollars));
  }

  private void settle(ResearcherId pool, Instant to) {
    world.settle(pool, to);
  }

  /** Where the credit ended, some time after so much was used. */
  private Instant firePast(String dollars) {
    reach(dollars);
    while (world.status(ada).equals("ACTIVE")) {
      world.fire(ada, world.nextDeadline(ada));
    }
    return world.clock.instant();
  }

  // ---- what was told

  private List<Integer> percents(ResearcherId person) {
    return facts(person, "CREDIT_USED", "percent").stream().map(Integer::valueOf).toList();
  }

  private String cents(String fact) {
    return new BigDecimal(fact("CREDIT_USED", fact)).setScale(2, RoundingMode.HALF_EVEN).toString();
  }

  private String fact(String kind, String fact) {
    return facts(kind, fact).getLast();
  }

  private String fact(ResearcherId person, String kind, String fact) {
    return facts(person, kind, fact).getLast();
  }

  private List<String> facts(String kind, String fact) {
    return facts(ada, kind, fact);
  }

  private List<String> facts(ResearcherId person, String kind, String fact) {
    return world
        .jdbc()
        .sql(
            "SELECT facts ->> ? FROM notice WHERE person = ? AND kind = ? ORDER BY created_at, event_key")
        .params(fact, person.value(), kind)
        .query(String.class)
        .list();
  }

  private int count(String kind) {
    return count(kind, ada);
  }

  private int count(String kind, ResearcherId person) {
    return facts(person, kind, "at").size();
  }

  private String text(String question, ResearcherId person) {
    return world.jdbc().sql(question).param(person.value()).query(String.class).single();
  }

  private List<Integer> recorded(String kind) {
    return world
        .jdbc()
        .sql(
            "SELECT threshold FROM pool_crossing WHERE researcher = ? AND kind = ? ORDER BY threshold")
        .params(ada.value(), kind)
        .query(Integer.class)
        .list();
  }
}
