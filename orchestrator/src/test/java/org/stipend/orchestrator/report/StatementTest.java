package org.stipend.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cloud.Tool;
import org.stipend.cost.DiskId;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.ledger.Transaction.Kind;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.UsageUnit;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.Balances;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.payer.PayerView;
import org.stipend.orchestrator.report.StatementView.LedgerLineView;
import org.stipend.orchestrator.usage.Metering;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** What stands on Ada's statement, whoever worked on her credit. */
final class StatementTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final LocalDate FIRST = LocalDate.of(2026, 4, 1);

  private final RuntimeId jupyter = new RuntimeId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;
  private GrantId grant;

  @BeforeEach
  void aWorkspaceOfAda() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    grant = world.grant(ada, "10");
  }

  @AfterEach
  void theRowsAddUpToTheBooks() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    List<StatementView> all = statement("Europe/Berlin");
    assertThat(Money.sum(all.stream().map(StatementView::credit)).nanos())
        .isEqualTo(Balances.left(world, ada));
    assertThat(-Money.sum(all.stream().map(StatementView::platform)).nanos())
        .isEqualTo(
            Stream.of("OVERRUN", "GRACE", "FAILED_LAUNCH")
                .mapToLong(kind -> Balances.platformPaid(world, kind, ada))
                .sum());
    assertThat(all)
        .filteredOn(row -> row.run() != null)
        .allSatisfy(row ->
            assertThat(Money.sum(row.lines().stream().map(LedgerLineView::amount)))
                .isEqualTo(row.credit().plus(row.platform())));
    world.close();
  }

  private static Instant hour(double hours) {
    return T0.plusSeconds(Math.round(hours * 3600));
  }

  private void runs(double from, double to) {
    starts(from);
    world.clock.moveTo(hour(to));
    world.machineStopped(jupyter, hour(to));
  }

  private void starts(double from) {
    world.clock.moveTo(hour(from));
    world.machineStarted(
        new Metering.Machine(jupyter, workspace, ada.value(), Tool.JUPYTER.name(), GPU_MACHINE),
        hour(from));
  }

  private DiskId aDisk() {
    DiskId disk = new DiskId(UUID.randomUUID());
    world.diskCreated(disk, workspace, "pd-balanced", 100, T0);
    return disk;
  }

  /** All of it, read in pages of so many rows. */
  private List<StatementView> statement(String zone, int limit) {
    List<StatementView> seen = new ArrayList<>();
    Cursor after = null;
    Page<StatementView> page;
    do {
      page =
          world
              .get(StatementViews.class)
              .of(ada, ZoneId.of(zone), new Paging(limit, after), world.clock.instant());
      seen.addAll(page.items());
      after = seen.isEmpty() ? null : Cursor.of(seen.getLast().from(), seen.getLast().key());
    } while (page.nextCursor() != null);
    return seen;
  }

  private List<StatementView> statement(String zone) {
    return statement(zone, 200);
  }

  private List<StatementView> machines() {
    return machines("UTC").toList();
  }

  private Stream<StatementView> machines(String zone) {
    return statement(zone).stream().filter(row -> row.run() != null && row.run().tool() != null);
  }

  @Test
  void aRunHasOneRowHoweverOftenItWasSettledWithItsLinesBehindIt() {
    starts(9);
    world.settle(ada, hour(9.5));
    world.settle(ada, hour(10));
    world.clock.moveTo(hour(11));
    world.machineStopped(jupyter, hour(11));
    world.settle(ada, hour(11));

    StatementView row = machines().getFirst();
    assertThat(machines()).hasSize(1);
    assertThat(row.kind()).isEqualTo(Kind.USAGE);
    assertThat(List.of(row.from(), row.to())).containsExactly(hour(9), hour(11));
    assertThat(row.day()).isEqualTo(FIRST);
    assertThat(row.corrected()).isFalse();
    assertThat(row.workspace().id()).isEqualTo(workspace.value());
    assertThat(row.lines()).hasSize(3).allMatch(line -> line.sku().contains("running in"));
    LedgerLineView cores =
        row.lines().stream()
            .filter(line -> line.unit() == UsageUnit.VCPU_HOUR)
            .findFirst()
            .orElseThrow();
    assertThat(cores.quantity()).isEqualTo("8.000000000");
    assertThat(cores.amount().nanos()).isEqualTo(-8 * cores.unitPrice().nanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Kolkata", "America/St_Johns"})
  void whatGoesOnOverMidnightHasARowForEachDayAsOnTheWorkspacesSpendPage(String zone) {
    aDisk();
    runs(20, 34);
    world.settle(ada, hour(40));

    Instant now = world.clock.instant();
    SpendViews spend = world.get(SpendViews.class);
    List<StatementView> all = statement(zone);
    assertThat(all).filteredOn(row -> row.run() != null).hasSizeGreaterThan(2);
    all.stream()
        .filter(row -> row.run() != null)
        .forEach(row -> {
          Days day = new Days(ZoneId.of(zone), row.day(), row.day());
          var query = new SpendQuery(By.RUN, day, null, null, row.run().id());
          assertThat(spend.totalOf(workspace, query, now).total())
              .isEqualTo(row.credit().negated());
        });
    assertThat(
            machines(zone)
                .flatMap(row -> row.lines().stream())
                .filter(line -> line.unit() == UsageUnit.HOUR)
                .map(line -> new BigDecimal(line.quantity()))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .as("hours of the GPU")
        .isEqualByComparingTo("14");
  }

  @Test
  void whatMovesCreditWithoutUseIsARowOfItsOwn() {
    world.clock.moveTo(hour(1));
    world.takeBack(ada, grant, "2");
    GrantId course = world.grant(ada, "3", hour(30));
    assertThat(course).isNotNull();
    world.passTime(ada, hour(31));

    assertThat(statement("UTC"))
        .extracting(StatementView::kind, StatementView::from)
        .containsExactlyInAnyOrder(
            tuple(Kind.EXPIRE, hour(30)),
            tuple(Kind.GRANT, hour(1)),
            tuple(Kind.REVOKE, hour(1)),
            tuple(Kind.GRANT, T0));
    assertThat(statement("UTC"))
        .extracting(StatementView::description)
        .contains("Taken back: a test", "Granted: a test");
  }

  @Test
  void aCorrectionStandsInTheRowOfItsRunAndSaysSo() {
    starts(1);
    world.settle(ada, hour(3));
    world.clock.moveTo(hour(4));
    world.machineStopped(jupyter, hour(2));
    world.settle(ada, hour(4));

    StatementView row = machines().getFirst();
    assertThat(machines()).hasSize(1);
    assertThat(row.corrected()).isTrue();
    assertThat(row.lines()).extracting(LedgerLineView::kind).contains(Kind.USAGE, Kind.REVERSAL);
    assertThat(row.credit().nanos()).isNegative();
  }

  @Test
  void thatAnotherPaysIsARowBesideTheRun() {
    starts(0);
    world.settle(ada, hour(1));
    world.clock.moveTo(hour(1.5));
    world.machineStopped(jupyter, hour(1.5));
    world.launchFailed(jupyter, T0);
    world.settle(ada, hour(2));

    assertThat(machines())
        .extracting(StatementView::kind)
        .contains(Kind.PAYER_TRANSFER, Kind.USAGE);
    StatementView transfer =
        machines().stream()
            .filter(row -> row.kind() == Kind.PAYER_TRANSFER)
            .findFirst()
            .orElseThrow();
    assertThat(transfer.credit().isPositive()).isTrue();
    assertThat(transfer.credit().plus(transfer.platform())).isEqualTo(Money.ZERO);
    assertThat(transfer.lines())
        .extracting(line -> line.payer().kind())
        .contains(PayerView.Kind.CREDIT, PayerView.Kind.PLATFORM);
  }

  @Test
  void whatThePlatformPaysAfterTheEndStandsBesideTheCredit() {
    aDisk();
    runs(0, 19);
    world.passTime(ada, hour(48));
    world.settle(ada, hour(48));

    assertThat(statement("UTC"))
        .anyMatch(row -> row.credit().isZero() && row.platform().isNegative());
  }

  @Test
  void pagesFollowEachOtherWithoutAGapAlsoOverMonthsOfNothing() {
    DiskId disk = aDisk();
    runs(1, 2);
    runs(3, 4);
    world.clock.moveTo(hour(30));
    world.diskDeleted(disk, hour(30));
    runs(24 * 200, 24 * 200 + 1);
    world.settle(ada, hour(24 * 200 + 1));

    assertThat(statement("UTC", 2)).hasSize(6).isEqualTo(statement("UTC"));
  }

  @Test
  void whoeverHasNoCreditHasAnEmptyStatement() {
    ResearcherId bob = world.aResearcher();
    assertThat(
            world
                .get(StatementViews.class)
                .of(bob, ZoneId.of("UTC"), new Paging(200, null), world.clock.instant())
                .items())
        .isEmpty();
  }
}
