package org.stipend.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cloud.Tool;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.Balances;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.payer.PayerView;
import org.stipend.orchestrator.report.SpendView.SpentView;
import org.stipend.orchestrator.usage.Metering;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;

/** What a workspace of Ada and Bob cost in April, of which a part is booked. */
final class SpendTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Paging ALL = new Paging(200, null);
  private static final LocalDate FIRST = LocalDate.of(2026, 4, 1);

  private final RuntimeId jupyter = new RuntimeId(UUID.randomUUID());
  private final RuntimeId terminal = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private ResearcherId bob;
  private WorkspaceId workspace;

  @BeforeEach
  void aWorkspaceOfTwo() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    bob = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "10");
  }

  @AfterEach
  void theBooksAreSound() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
  }

  private static Instant hour(double hours) {
    return T0.plusSeconds(Math.round(hours * 3600));
  }

  private void starts(RuntimeId runtime, ResearcherId person, Tool tool, Instant at) {
    world.clock.moveTo(at);
    world.machineStarted(
        new Metering.Machine(runtime, workspace, person.value(), tool.name(), GPU_MACHINE), at);
  }

  private void stops(RuntimeId runtime, Instant at) {
    world.clock.moveTo(at);
    world.machineStopped(runtime, at);
  }

  /** A disk all along, three runs of Jupyter by Ada, a terminal of Bob's that goes on. */
  private void aDayAndAHalf() {
    world.diskCreated(new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 100, T0);
    starts(jupyter, ada, Tool.JUPYTER, hour(9));
    stops(jupyter, hour(10.33));
    world.settle(ada, hour(11));
    starts(jupyter, ada, Tool.JUPYTER, hour(21.7));
    starts(terminal, bob, Tool.TERMINAL, hour(22.1));
    stops(jupyter, hour(25.05));
    world.settle(ada, hour(26));
    starts(jupyter, ada, Tool.JUPYTER, hour(30));
    stops(jupyter, hour(30).plusSeconds(20));
    world.clock.moveTo(hour(35.5));
  }

  private SpendView spend(By by, String zone, LocalDate from, LocalDate to) {
    return spend(by, zone, from, to, null, null, null);
  }

  private SpendView spend(
      By by, String zone, LocalDate from, LocalDate to, UUID person, String tool, UUID run) {
    Instant now = world.clock.instant();
    SpendQuery query = new SpendQuery(by, Days.of(zone, from, to, now), person, tool, run);
    return world.get(SpendViews.class).of(workspace, query, ALL, now);
  }

  private SpendView whole(By by) {
    return spend(by, "UTC", FIRST.minusDays(1), FIRST.plusDays(3));
  }

  private Money booked() {
    return Money.ofNanos(
        world
            .jdbc()
            .sql(
                """
                SELECT sum(l.posted_nanos)::bigint FROM charge_line l WHERE l.researcher = :ada
                """)
            .param("ada", ada.value())
            .query(Long.class)
            .single());
  }

  private Money unbooked() {
    return world
        .get(PoolBooks.class)
        .look(ada, world.clock.instant())
        .orElseThrow()
        .draft()
        .sumOn(account -> account.name().startsWith("consumed"));
  }

  private static Money sum(SpendView spend) {
    return Money.sum(spend.items().stream().map(SpentView::amount));
  }

  @ParameterizedTest
  @EnumSource
  void theRowsAddUpToTheTotalWhichIsTheBooksAndWhatIsNotInThemYet(By by) {
    aDayAndAHalf();

    SpendView spend = whole(by);

    assertThat(spend.total()).isEqualTo(booked().plus(unbooked()));
    assertThat(spend.unbooked()).isEqualTo(unbooked()).isGreaterThan(Money.ZERO);
    assertThat(sum(spend)).isEqualTo(spend.total());
    assertThat(Money.sum(spend.items().stream().map(SpentView::unbooked)))
        .isEqualTo(spend.unbooked());
    assertThat(spend.items())
        .allSatisfy(one ->
            assertThat(Money.sum(one.payers().stream().map(SpendView.PaidView::amount)))
                .isEqualTo(one.amount()));

    world.settle(ada, world.clock.instant());
    assertThat(whole(by).total()).as("booked, it is the same").isEqualTo(spend.total());
    assertThat(whole(by).unbooked()).isEqualTo(Money.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati"})
  void daysAreThoseOfTheZoneAndAddUpWhereverTheyAreCut(String zone) {
    aDayAndAHalf();
    SpendView days = spend(By.DAY, zone, FIRST.minusDays(1), FIRST.plusDays(3));

    assertThat(days.total()).isEqualTo(booked().plus(unbooked()));
    assertThat(days.items()).hasSizeBetween(2, 3);
    assertThat(days.items())
        .allSatisfy(day -> {
          SpendView alone = spend(By.RUN, zone, day.day(), day.day());
          assertThat(alone.total()).isEqualTo(day.amount());
          assertThat(sum(alone)).isEqualTo(day.amount());
        });
  }

  @Test
  void whatADaysJupyterCostHasARowForEachRunAndItsSkus() {
    aDayAndAHalf();
    SpendView jupyters = spend(By.RUN, "UTC", FIRST, FIRST, null, "jupyter", null);

    assertThat(jupyters.items())
        .extracting(one -> one.run().startedAt())
        .as("newest first")
        .containsExactly(hour(21.7), hour(9));
    assertThat(jupyters.items().getFirst().run().stoppedAt()).isEqualTo(hour(25.05));
    assertThat(jupyters.items()).allMatch(one -> one.run().person().id().equals(ada.value()));

    SpentView run = jupyters.items().getLast();
    SpendView skus = spend(By.SKU, "UTC", FIRST, FIRST, null, null, run.run().id());
    assertThat(skus.items()).hasSize(3);
    assertThat(skus.items()).allMatch(one -> one.sku().contains("running in"));
    assertThat(sum(skus)).isEqualTo(run.amount());
  }

  @Test
  void aRunOfLessThanAMinuteCostsItsMinuteOnTheDayItRan() {
    Instant midnight = hour(24);
    starts(jupyter, ada, Tool.JUPYTER, midnight.minusSeconds(10));
    stops(jupyter, midnight);
    world.settle(ada, midnight);

    SpendView days = whole(By.DAY);

    assertThat(days.items())
        .singleElement()
        .satisfies(day -> {
          assertThat(day.day()).isEqualTo(FIRST);
          assertThat(day.amount()).isEqualTo(Money.ofNanos(2_107_400 + 1_059_250 + 5_833_333));
        });
  }

  @Test
  void whoPaidIsSaidOfEveryRowAlsoWhereTheCreditEndsInTheMiddle() {
    aDayAndAHalf();
    stops(terminal, hour(47));
    world.passTime(ada, hour(48));

    SpendView spend = whole(By.TOOL);

    assertThat(spend.payers())
        .extracting(SpendView.PaidView::kind)
        .containsExactly(PayerView.Kind.CREDIT, PayerView.Kind.PLATFORM, PayerView.Kind.PLATFORM);
    assertThat(spend.payers().getFirst().name()).isEqualTo("Credit of Ada");
    assertThat(spend.payers().getFirst().amount())
        .isEqualTo(Money.ofDollars(10).minus(Money.ofNanos(Balances.left(world, ada))));
    SpentView terminals =
        spend.items().stream().filter(one -> one.tool() == Tool.TERMINAL).findFirst().orElseThrow();
    assertThat(terminals.payers()).extracting(SpendView.PaidView::name).hasSize(2);
    assertThat(sum(spend)).isEqualTo(spend.total());
  }

  @Test
  void ofALaunchThatFailedThePlatformPaysAndNobodyElse() {
    starts(jupyter, ada, Tool.JUPYTER, T0);
    world.settle(ada, hour(1));
    stops(jupyter, hour(1.5));
    world.launchFailed(jupyter, T0);

    assertThat(whole(By.PERSON).payers())
        .extracting(SpendView.PaidView::name)
        .containsExactly("Platform: launches that failed");
    assertThat(whole(By.RUN).items().getFirst().run().launchFailed()).isTrue();
  }

  @Test
  void personsAreToldApartAndOneOfThemMayBeAskedFor() {
    aDayAndAHalf();

    assertThat(whole(By.PERSON).items()).hasSize(2);
    SpendView bobs = spend(By.TOOL, "UTC", FIRST, FIRST.plusDays(3), bob.value(), null, null);
    assertThat(bobs.items())
        .singleElement()
        .satisfies(one -> assertThat(one.tool()).isEqualTo(Tool.TERMINAL));
    assertThat(spend(By.TOOL, "UTC", FIRST, FIRST, null, "disk", null).items())
        .singleElement()
        .satisfies(one -> assertThat(one.tool()).isNull());
  }

  @Test
  void pagesOfRunsFollowEachOtherWithoutAGap() {
    aDayAndAHalf();
    Instant now = world.clock.instant();
    var query = new SpendQuery(By.RUN, Days.of("UTC", FIRST, null, now), null, null, null);
    List<SpentView> seen = new ArrayList<>();
    SpendView page = world.get(SpendViews.class).of(workspace, query, new Paging(2, null), now);
    seen.addAll(page.items());
    assertThat(page.nextCursor()).isNotNull();
    String last = page.items().getLast().key();
    page = world.get(SpendViews.class).of(workspace, query, new Paging(200, Cursor.of(last)), now);
    seen.addAll(page.items());

    assertThat(page.nextCursor()).isNull();
    assertThat(seen).isEqualTo(whole(By.RUN).items());
  }

  @Test
  void whereNothingWasUsedThereIsNoRow() {
    assertThat(whole(By.RUN).items()).isEmpty();
    assertThat(whole(By.RUN).total()).isEqualTo(Money.ZERO);
  }

  @Test
  void daysHaveBounds() {
    assertThatThrownBy(() -> Days.of("Moon/Base", null, null, T0)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Days.of("UTC", FIRST, FIRST.minusDays(1), T0))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Days.of("UTC", LocalDate.MIN, FIRST, T0)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Days.of("UTC", FIRST, LocalDate.MAX, T0)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Days.of("UTC", FIRST.minusYears(11), FIRST, T0))
        .isInstanceOf(Problem.class);
    assertThat(Days.of("UTC", null, null, hour(50)))
        .isEqualTo(Days.of("UTC", FIRST, FIRST.plusDays(2), T0));
  }
}
