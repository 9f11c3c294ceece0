package org.stipend.orchestrator.funding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.funding.Breakage;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.Estimate;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.web.Problem;

/** A researcher's credit as pages show it: settled in memory to this second. */
@Component
final class CreditViews {

  static final Duration GRACE = Duration.ofDays(30);
  static final Money GRACE_CAP = Money.ofDollars(50);
  private static final Duration AMBER = Duration.ofHours(24);
  private static final Duration RED = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final PoolRows rows;
  private final PoolBooks books;
  private final GrantRows grants;
  private final CreditHistory history;
  private final Admissions admissions;
  private final PriceLists prices;
  private final Snapshots snapshots;

  CreditViews(
      JdbcClient jdbc,
      PoolRows rows,
      PoolBooks books,
      GrantRows grants,
      CreditHistory history,
      Admissions admissions,
      PriceLists prices,
      Snapshots snapshots) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.books = books;
    this.grants = grants;
    this.history = history;
    this.admissions = admissions;
    this.prices = prices;
    this.snapshots = snapshots;
  }

  CreditView of(ResearcherId researcher, Instant now) {
    return snapshots.read(() -> {
      PersonRef person = person(researcher);
      return rows.find(researcher)
          .map(row -> view(person, row, now))
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

  private CreditView view(PersonRef person, PoolRow row, Instant now) {
    PoolBooks.Peek peek = books.peek(row, now);
    Pool pool = peek.settlement().after();
    PoolRow outlook = books.outlook(row, pool, peek.endedAt(), now);
    List<GrantRows.Row> given = grants.of(row.owner());
    Money granted = Money.sum(given.stream().map(GrantRows.Row::amount));
    Money revoked = Money.sum(given.stream().map(GrantRows.Row::revoked));
    Money available = Money.sum(pool.grants().stream().map(GrantBalance::left));
    Money expired =
        history
            .expired(row.owner())
            .plus(Money.sum(peek.settlement().breakages().stream().map(Breakage::amount)));
    Instant ends = outlook.endedAt() == null ? outlook.endsAt() : outlook.endedAt();
    return new CreditView(
        person,
        CreditView.Status.valueOf(pool.standing().name()),
        granted,
        granted.minus(available).minus(expired).minus(revoked),
        expired,
        revoked,
        available,
        pool.burnRate().perHour(),
        pool.asOf(),
        ends,
        outlook.machinesStopAt(),
        level(pool.standing(), ends, now),
        runningMachines(pool),
        disksPerDay(pool),
        views(given, pool, now),
        pool.forecast().points().stream()
            .map(point -> new CreditView.PointView(point.at(), point.available()))
            .toList(),
        history.until(row.owner(), pool.asOf(), available),
        history.spenders(row.owner(), peek.settlement().charges()),
        grace(row.owner(), peek, pool),
        restorable(row.owner(), pool));
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
        Interval.floor(now),
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

  private static CreditView.Level level(Standing standing, @Nullable Instant ends, Instant now) {
    if (standing != Standing.ACTIVE || (ends != null && ends.isBefore(now.plus(RED)))) {
      return CreditView.Level.RED;
    }
    return ends != null && ends.isBefore(now.plus(AMBER))
        ? CreditView.Level.AMBER
        : CreditView.Level.FINE;
  }

  private static int runningMachines(Pool pool) {
    return (int)
        pool.segments().stream()
            .map(Metered::segment)
            .filter(segment -> segment.isOpen() && segment.resource() instanceof RuntimeId)
            .map(segment -> segment.resource())
            .distinct()
            .count();
  }

  private Money disksPerDay(Pool pool) {
    return Estimate.of(
            pool.segments().stream()
                .map(Metered::segment)
                .filter(segment -> segment.isOpen() && segment.resource() instanceof DiskId)
                .map(segment -> segment.quantity())
                .toList(),
            prices.all(),
            pool.asOf())
        .burnRate()
        .perDay();
  }

  private static List<GrantView> views(List<GrantRows.Row> given, Pool pool, Instant now) {
    return pool.grants().stream() // in burn order
        .map(balance ->
            given.stream()
                .filter(row -> row.id().equals(balance.grant().id()))
                .findFirst()
                .map(row -> row.view(balance.left(), now)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Only what could be started now: each by itself, as nothing is set aside. */
  private List<CreditView.RestorableView> restorable(ResearcherId owner, Pool pool) {
    return history.stopped(owner).stream()
        .filter(stopped ->
            admissions.judge(pool, admissions.proposal(stopped.machineType(), null))
                instanceof Admission.Admitted)
        .map(CreditHistory.Stopped::runtime)
        .toList();
  }

  private CreditView.@Nullable GraceView grace(ResearcherId owner, PoolBooks.Peek peek, Pool pool) {
    Instant ended = peek.endedAt();
    if (ended == null || pool.segments().stream().noneMatch(CreditViews::isGrace)) {
      return null;
    }
    Instant until = ended.plus(GRACE);
    Account account = Account.platform(Payer.Cause.GRACE, owner);
    Money unsettled =
        Money.sum(
            peek.settlement().charges().stream()
                .flatMap(charge -> charge.shares().stream())
                .filter(share -> share.account().equals(account))
                .map(share -> share.amount()));
    long left = Math.max(0, Duration.between(pool.asOf(), until).toSeconds());
    return new CreditView.GraceView(
        until,
        Math.toIntExact(Math.ceilDiv(left, Duration.ofDays(1).toSeconds())),
        history.paidFrom(account, ended).plus(unsettled),
        GRACE_CAP);
  }

  private static boolean isGrace(Metered metered) {
    return metered.segment().payer() instanceof Payer.Platform platform
        && platform.cause() == Payer.Cause.GRACE;
  }
}
