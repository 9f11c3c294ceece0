package org.stipend.orchestrator.credit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.GrantId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.Grace;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Kept;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.Estimate;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Use;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.admission.Admission;
import org.stipend.orchestrator.admission.Admissions;
import org.stipend.orchestrator.books.End;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Snapshots;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.disk.Graces;
import org.stipend.orchestrator.payer.PayerTimelines;
import org.stipend.orchestrator.payer.WorkspacePayers;
import org.stipend.orchestrator.web.Problem;

/** A researcher's credit as pages show it: settled in memory to this second. */
@Component
final class CreditViews {

  private static final Duration AMBER = Duration.ofHours(24);
  private static final Duration RED = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final PoolBooks books;
  private final GrantViews grants;
  private final CreditHistory history;
  private final Admissions admissions;
  private final PayerTimelines timelines;
  private final PriceLists prices;
  private final Graces graces;
  private final Snapshots snapshots;

  CreditViews(
      JdbcClient jdbc,
      PoolBooks books,
      GrantViews grants,
      CreditHistory history,
      Admissions admissions,
      PayerTimelines timelines,
      PriceLists prices,
      Graces graces,
      Snapshots snapshots) {
    this.jdbc = jdbc;
    this.books = books;
    this.grants = grants;
    this.history = history;
    this.admissions = admissions;
    this.timelines = timelines;
    this.prices = prices;
    this.graces = graces;
    this.snapshots = snapshots;
  }

  CreditView of(ResearcherId researcher, Instant now) {
    return snapshots.read(() -> {
      PersonRef person = person(researcher);
      return books
          .look(researcher, now)
          .map(look -> view(person, look, now))
          .orElseGet(() -> none(person, now));
    });
  }

  private PersonRef person(ResearcherId researcher) {
    return jdbc.sql("SELECT id, name FROM person WHERE id = :id")
        .param("id", researcher.value())
        .query((row, n) -> new PersonRef(row.getObject("id", UUID.class), row.getString("name")))
        .optional()
        .orElseThrow(Problem::notFound);
  }

  private CreditView view(PersonRef person, PoolBooks.Look look, Instant now) {
    ResearcherId owner = look.pool().owner();
    Pool pool = look.pool();
    List<GrantViews.Row> given = grants.of(owner);
    Map<GrantId, Money> taken = grants.revoked(owner, look.draft());
    Money granted = Money.sum(given.stream().map(GrantViews.Row::amount));
    Money revoked = Money.sum(taken.values().stream());
    Money available = Money.sum(pool.grants().stream().map(GrantBalance::left));
    Money expired =
        history
            .expired(owner)
            .plus(look.draft().sumOn(account -> account.kind() == Account.Kind.BREAKAGE));
    Instant ends = look.outlook().end();
    return new CreditView(
        person,
        CreditView.Status.valueOf(pool.standing().status().name()),
        granted,
        granted.minus(available).minus(expired).minus(revoked),
        expired,
        revoked,
        available,
        look.draft().sumOn(account -> account.kind() == Account.Kind.CREDIT),
        pool.burnRate().perHour(),
        pool.asOf(),
        ends,
        end(pool, ends),
        look.outlook().machinesStopAt(),
        level(pool.standing(), ends, now),
        runningMachines(pool),
        disksPerDay(pool),
        views(given, taken, pool, now),
        pool.forecast().points().stream()
            .map(point -> new CreditView.PointView(point.at(), point.available()))
            .toList(),
        history.until(owner, pool.asOf(), available),
        history.spenders(owner, look.draft().entries()),
        grace(look),
        restorable(owner, pool));
  }

  private static CreditView none(PersonRef person, Instant now) {
    return new CreditView(
        person,
        CreditView.Status.NONE,
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        Interval.floor(now),
        null,
        null,
        null,
        CreditView.Level.RED,
        0,
        Money.ZERO,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  /** What is left may expire though nothing burns on it. */
  private static @Nullable End end(Pool pool, @Nullable Instant ends) {
    Instant gone = ends == null ? pool.forecast().goneAt().orElse(null) : ends;
    if (gone == null || !pool.standing().pays()) {
      return null;
    }
    return End.ofCredit(
        gone,
        pool.grants().stream()
            .map(balance -> balance.grant().expiresAt())
            .filter(Objects::nonNull)
            .toList());
  }

  private static CreditView.Level level(Standing standing, @Nullable Instant ends, Instant now) {
    if (!standing.pays() || (ends != null && ends.isBefore(now.plus(RED)))) {
      return CreditView.Level.RED;
    }
    return ends != null && ends.isBefore(now.plus(AMBER))
        ? CreditView.Level.AMBER
        : CreditView.Level.FINE;
  }

  private static int runningMachines(Pool pool) {
    return (int) openUses(pool).filter(Use::isOfMachine).map(Use::resource).distinct().count();
  }

  /** Those that live on the credit. */
  private static Stream<Use> openUses(Pool pool) {
    return pool.uses().stream()
        .filter(one -> isOnCredit(one, pool))
        .map(Metered::use)
        .filter(Use::isOpen);
  }

  private static boolean isOnCredit(Metered metered, Pool pool) {
    return metered.payers().at(pool.asOf()).orElse(null) instanceof Payer.CreditPool;
  }

  private Money disksPerDay(Pool pool) {
    return Estimate.of(
            openUses(pool).filter(use -> !use.isOfMachine()).map(Use::quantity).toList(),
            prices.all(),
            pool.asOf())
        .burnRate()
        .perDay();
  }

  private static List<GrantView> views(
      List<GrantViews.Row> given, Map<GrantId, Money> taken, Pool pool, Instant now) {
    return pool.grants().stream() // in burn order
        .map(balance ->
            given.stream()
                .filter(row -> row.id().equals(balance.grant().id()))
                .findFirst()
                .map(
                    row -> row.view(balance.left(), taken.getOrDefault(row.id(), Money.ZERO), now)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Only what could be started now: each by itself, as nothing is set aside. */
  private List<CreditView.RestorableView> restorable(ResearcherId owner, Pool pool) {
    Pool expected = admissions.expected(pool);
    Map<WorkspaceId, WorkspacePayers> payers = timelines.settledBy(owner);
    return history.stopped(owner).stream()
        .filter(stopped -> isPaid(stopped, expected, payers))
        .map(CreditHistory.Stopped::runtime)
        .toList();
  }

  private boolean isPaid(
      CreditHistory.Stopped stopped, Pool expected, Map<WorkspaceId, WorkspacePayers> payers) {
    WorkspacePayers own =
        requireNonNull(payers.get(new WorkspaceId(stopped.runtime().workspace().id())));
    return admissions.judge(expected, own, stopped.machineType(), null)
        instanceof Admission.Admitted;
  }

  private CreditView.@Nullable GraceView grace(PoolBooks.Look look) {
    Pool pool = look.pool();
    Instant since =
        pool.kept().stream()
            .filter(kept -> kept.cause() == Kept.Cause.CREDIT)
            .map(Kept::since)
            .min(Instant::compareTo)
            .orElse(null);
    if (since == null) {
      return null;
    }
    Instant until =
        graces.endsOnCredit(pool.owner()).stream()
            .min(Instant::compareTo)
            .orElseGet(() -> Grace.until(since, pool.asOf()));
    Account account = Account.platform(Payer.Cause.GRACE, pool.owner());
    Money unbooked = look.draft().sumOn(account::equals).negated();
    long left = Math.max(0, Duration.between(pool.asOf(), until).toSeconds());
    return new CreditView.GraceView(
        until,
        Math.toIntExact(Math.ceilDiv(left, Duration.ofDays(1).toSeconds())),
        history.paidFrom(account, since).plus(unbooked),
        Grace.CAP);
  }
}
