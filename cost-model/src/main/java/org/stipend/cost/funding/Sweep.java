package org.stipend.cost.funding;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.SegmentId;
import org.stipend.cost.funding.Charge.Share;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;

/**
 * Moves a pool through time, from one instant at which something changes to the next: a segment
 * starts or ends, a price or a month changes, a grant comes into force or expires. In between every
 * line grows evenly, so the last second the pool can pay is found by bisection on the very amounts
 * that are posted. Settling and predicting are the same sweep; they differ in how far it goes.
 */
final class Sweep {

  /** Credit that lasts longer than this has no end worth a timer. */
  static final Duration HORIZON = Duration.ofDays(3_653);

  private record Open(Meter meter, ChargeLine line) {

    /** What the line posts by an instant, the rest of a young run's minimum included. */
    Money committedAt(Instant instant) {
      return line.nextPosting(Math.addExact(meter.usedUntil(instant), meter.owedAt(instant)));
    }
  }

  private final ResearcherId owner;
  private final PriceList prices;
  private final Instant asOf;
  private final Money reserve;
  private final Purse purse;
  private final ChargeBook book;
  private final PriorityQueue<Meter> pending =
      new PriorityQueue<>(comparing(Meter::settledTo).thenComparing(Meter.ORDER));
  private final List<Meter> live = new ArrayList<>();
  private final List<Meter> unpriced = new ArrayList<>();
  private final List<Breakage> breakages = new ArrayList<>();
  private final List<HandOff> handOffs = new ArrayList<>();
  private final List<SegmentId> finished = new ArrayList<>();
  private final List<Forecast.Point> points = new ArrayList<>();
  private Standing standing;
  private Instant now;
  private @Nullable Instant exhausted;

  Sweep(Pool pool) {
    this(pool, Money.ZERO);
  }

  /** A sweep that hands over when less than a reserve would be left. */
  Sweep(Pool pool, Money reserve) {
    this.reserve = reserve;
    owner = pool.owner();
    prices = pool.prices();
    asOf = pool.asOf();
    standing = pool.standing();
    purse = new Purse(pool.grants());
    book = new ChargeBook(pool.lines());
    pool.segments().forEach(metered -> pending.add(new Meter(metered)));
    Meter first = pending.peek();
    now = first == null || first.settledTo().isAfter(asOf) ? asOf : first.settledTo();
  }

  Settlement settle(Instant to) {
    Interval.requireWholeSecond(to);
    if (to.isBefore(asOf)) {
      throw new IllegalArgumentException("Settled to %s already, not %s".formatted(asOf, to));
    }
    arrive();
    while (now.isBefore(to)) {
      step(to);
    }
    handOverWhatCannotBePaid();
    return new Settlement(
        book.charges(), breakages, handOffs, finished, quarantined(to), poolAt(to));
  }

  /** The pool at the same instant, after a grant was added to it. */
  Settlement granted() {
    now = asOf;
    begin();
    revive();
    return new Settlement(List.of(), List.of(), handOffs, List.of(), List.of(), poolAt(now));
  }

  Optional<Instant> exhaustion() {
    lookAhead();
    return Optional.ofNullable(exhausted);
  }

  Forecast forecast() {
    points.add(new Forecast.Point(asOf, purse.inForceAt(asOf)));
    lookAhead();
    return new Forecast(points, exhausted);
  }

  private void lookAhead() {
    Instant horizon = asOf.plus(HORIZON);
    arrive();
    while (exhausted == null && now.isBefore(horizon) && !isQuiet()) {
      step(horizon);
    }
  }

  /** Nothing of the pool burns, and nothing known will change that. */
  private boolean isQuiet() {
    return pending.isEmpty()
        && live.stream().noneMatch(Meter::isPaidByPool)
        && purse.nextChangeAfter(now).isEmpty();
  }

  /** What the pool's lines post by an instant, with the rest of every young run's minimum. */
  Money committedUntil(Instant end) {
    arrive();
    while (now.isBefore(end)) {
      step(end);
    }
    Money posted =
        Money.sum(
            book.charges().stream()
                .filter(charge -> charge.payer() instanceof Payer.CreditPool)
                .map(Charge::amount));
    return posted.plus(committed(ours(openNow()), now));
  }

  /** To the next instant at which something changes, or to the end of the credit before it. */
  private void step(Instant limit) {
    List<Open> open = openNow();
    Instant next = nextChange(limit);
    Instant until = payableUntil(open, next);
    open.forEach(one -> charge(one, until));
    addPoint(until, purse.inForceAt(now));
    now = until;
    if (until.isBefore(next)) {
      handOver();
    } else {
      arrive();
      addPoint(now, purse.inForceAt(now));
    }
  }

  private void addPoint(Instant at, Money available) {
    var point = new Forecast.Point(at, available);
    if (!points.isEmpty() && at.isAfter(asOf) && !points.getLast().equals(point)) {
      points.add(point);
    }
  }

  private Instant nextChange(Instant limit) {
    Stream<Optional<Instant>> changes =
        Stream.of(
            Optional.of(limit),
            Optional.of(BillingMonth.of(now).end()),
            purse.nextChangeAfter(now),
            Optional.ofNullable(pending.peek()).map(Meter::settledTo));
    Stream<Optional<Instant>> changesOfSegments =
        live.stream()
            .flatMap(meter ->
                Stream.of(
                    Optional.ofNullable(meter.end()),
                    prices.nextChangeAfter(meter.segment().quantity().sku(), now)));
    return Stream.concat(changes, changesOfSegments)
        .flatMap(Optional::stream)
        .filter(change -> change.isAfter(now))
        .min(Instant::compareTo)
        .orElse(limit);
  }

  // ---- what the pool can pay

  /** The last instant up to another that the pool can pay to; the first is now. */
  private Instant payableUntil(List<Open> open, Instant next) {
    if (now.isBefore(asOf)) {
      return next; // learned late: paid as far as the grants go, the rest is overrun
    }
    List<Open> ours = ours(open);
    if (ours.isEmpty()) {
      return next;
    }
    if (standing != Standing.ACTIVE) {
      return now;
    }
    Money left = payableNow();
    if (!committed(ours, next).isMoreThan(left)) {
      return next;
    }
    long payable = now.getEpochSecond();
    long unpayable = next.getEpochSecond();
    while (unpayable - payable > 1) {
      long middle = payable + (unpayable - payable) / 2;
      if (committed(ours, Instant.ofEpochSecond(middle)).isMoreThan(left)) {
        unpayable = middle;
      } else {
        payable = middle;
      }
    }
    return Instant.ofEpochSecond(payable);
  }

  private static List<Open> ours(List<Open> open) {
    return open.stream().filter(one -> one.meter().isPaidByPool()).toList();
  }

  private static Money committed(Collection<Open> open, Instant instant) {
    return Money.sum(open.stream().map(one -> one.committedAt(instant)));
  }

  private Money payableNow() {
    return purse.inForceAt(now).minus(reserve);
  }

  private boolean canPayOneMoreSecond(List<Open> open) {
    return !committed(open, now.plusSeconds(1)).isMoreThan(payableNow());
  }

  private void handOverWhatCannotBePaid() {
    List<Open> open = openNow();
    if (payableUntil(open, now.plusSeconds(1)).equals(now)) {
      handOver();
    }
  }

  private void handOver() {
    if (standing == Standing.ACTIVE) {
      standing = Standing.EXHAUSTED;
    }
    for (Meter meter : live) {
      if (meter.isPaidByPool()) {
        exhausted = now;
        handOffs.add(meter.passTo(meter.afterCredit(), now));
      }
    }
  }

  // ---- charging

  /** The live segments with their lines; one without a price in force goes no further. */
  private List<Open> openNow() {
    var open = new ArrayList<Open>();
    for (Meter meter : List.copyOf(live)) {
      lineAt(meter, now)
          .ifPresentOrElse(line -> open.add(new Open(meter, line)), () -> quarantine(meter));
    }
    return open;
  }

  private Optional<ChargeLine> lineAt(Meter meter, Instant second) {
    Optional<Price> price = prices.at(meter.segment().quantity().sku(), second);
    return price.map(found -> book.line(meter.segment().resource(), found, second));
  }

  private void quarantine(Meter meter) {
    live.remove(meter);
    unpriced.add(meter);
  }

  private void charge(Open open, Instant until) {
    Meter meter = open.meter();
    long used = meter.usedUntil(until);
    if (used > 0) {
      Money amount = open.line().nextPosting(used);
      book.charge(
          meter, open.line(), new Interval(now, until), used, shares(meter.payer(), amount, now));
      meter.settleTo(until);
    }
  }

  private List<Share> shares(Payer payer, Money amount, Instant second) {
    if (amount.isZero()) {
      return List.of();
    }
    return switch (payer) {
      case Payer.CreditPool _ -> drawn(amount, second);
      case Payer.LinkedAccount linked ->
          List.of(new Share(Account.payer(linked.account()), amount));
      case Payer.Platform platform ->
          List.of(new Share(Account.platform(platform.cause(), platform.researcher()), amount));
      case Payer.Orphan _ -> List.of(new Share(Account.orphan(), amount));
    };
  }

  private List<Share> drawn(Money amount, Instant second) {
    List<Share> shares = purse.draw(amount, second);
    Money open = amount.minus(Money.sum(shares.stream().map(Share::amount)));
    if (open.isPositive()) {
      shares.add(new Share(Account.platform(Payer.Cause.OVERRUN, owner), open));
    }
    return shares;
  }

  // ---- what happens at an instant

  private void arrive() {
    begin();
    finishEnded();
    if (now.isAfter(asOf)) {
      changeGrants();
    }
    finishInstantRuns();
  }

  private void begin() {
    while (!pending.isEmpty() && !pending.element().settledTo().isAfter(now)) {
      live.add(pending.remove());
    }
    live.sort(Meter.ORDER);
  }

  private void finishEnded() {
    for (Meter meter : List.copyOf(live)) {
      if (meter.hasEnded() && !meter.isInstantRun()) {
        long owed = meter.owedAtEnd();
        if (owed > 0) {
          Instant lastSecond = now.minusSeconds(1);
          topUp(meter, lineAt(meter, lastSecond).orElseThrow(), owed, lastSecond);
        }
        finish(meter);
      }
    }
  }

  /** A run without a second owes its minimum to the payer of the second it started in. */
  private void finishInstantRuns() {
    List<Meter> instants = live.stream().filter(Meter::isInstantRun).toList();
    if (instants.isEmpty()) {
      return;
    }
    live.removeAll(instants);
    List<Open> others = ours(openNow());
    live.addAll(instants);
    List<Open> open = openNow().stream().filter(one -> instants.contains(one.meter())).toList();
    var together = new ArrayList<>(others);
    together.addAll(ours(open));
    boolean paid = standing == Standing.ACTIVE && canPayOneMoreSecond(together);
    for (Open one : open) {
      Meter meter = one.meter();
      if (meter.isPaidByPool() && !paid && !now.isBefore(asOf)) {
        handOffs.add(meter.passTo(meter.afterCredit(), now));
      }
      topUp(meter, one.line(), meter.owedAtEnd(), now);
      finish(meter);
    }
  }

  private void topUp(Meter meter, ChargeLine line, long owed, Instant second) {
    Money amount = line.nextPosting(owed);
    book.charge(meter, line, Interval.at(now), owed, shares(meter.payer(), amount, second));
  }

  private void finish(Meter meter) {
    live.remove(meter);
    finished.add(meter.segment().id());
  }

  private void changeGrants() {
    if (purse.changesAt(now)) {
      book.startChapter();
      breakages.addAll(purse.expire(now));
      if (standing == Standing.ACTIVE && purse.expiresAt(now) && purse.inForceAt(now).isZero()) {
        standing = Standing.EXPIRED;
      }
      if (purse.comesIntoForceAt(now)) {
        revive();
      }
    }
  }

  /** Credit came into force: the pool takes back what the platform paid for only in its stead. */
  private void revive() {
    if (standing == Standing.ACTIVE || !purse.inForceAt(now).isPositive()) {
      return;
    }
    List<Open> open =
        openNow().stream()
            .filter(one -> one.meter().isPaidByPool() || one.meter().isCoveredForThePool())
            .toList();
    if (canPayOneMoreSecond(open)) {
      standing = Standing.ACTIVE;
      for (Open one : open) {
        if (!one.meter().isPaidByPool()) {
          handOffs.add(one.meter().passTo(new Payer.CreditPool(owner), now));
        }
      }
    }
  }

  // ---- the answer

  private List<Quarantined> quarantined(Instant to) {
    return unpriced.stream()
        .map(meter -> {
          Instant end = meter.end();
          Instant until = end == null || end.isAfter(to) ? to : end;
          return new Quarantined(meter.segment().id(), new Interval(meter.settledTo(), until));
        })
        .toList();
  }

  private Pool poolAt(Instant to) {
    List<Metered> segments =
        Stream.of(live, pending, unpriced)
            .flatMap(Collection::stream)
            .sorted(Meter.ORDER)
            .map(Meter::state)
            .toList();
    return new Pool(owner, standing, to, purse.balances(), segments, book.lines(), prices);
  }
}
