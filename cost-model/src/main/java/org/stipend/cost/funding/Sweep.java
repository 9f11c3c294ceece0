package org.stipend.cost.funding;

import static java.util.Comparator.comparing;

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
  private Standing standing;
  private Instant now;
  private @Nullable Instant exhausted;

  /** A sweep that hands over when less than a reserve would be left. */
  Sweep(Pool pool, Money reserve) {
    this.reserve = reserve;
    owner = pool.owner();
    prices = pool.prices();
    asOf = pool.asOf();
    standing = pool.standing();
    purse = new Purse(pool.grants());
    book = new ChargeBook(owner, purse, pool.lines());
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

  // ---- where it is

  Instant now() {
    return now;
  }

  /** Where the pool first handed its segments over, if it did. */
  Optional<Instant> exhausted() {
    return Optional.ofNullable(exhausted);
  }

  Money available() {
    return purse.inForceAt(now);
  }

  List<Charge> charges() {
    return book.charges();
  }

  /** What the running machines of the pool owe of their minimum beyond what is charged. */
  Money owed() {
    return OpenLine.committed(OpenLine.paidByPool(openNow()), now);
  }

  /** Nothing of the pool burns, and nothing known will change that. */
  boolean isQuiet() {
    return pending.isEmpty()
        && live.stream().noneMatch(Meter::isPaidByPool)
        && purse.nextChangeAfter(now).isEmpty();
  }

  // ---- from one change to the next

  /**
   * To the next instant at which something changes, or to the end of the credit before it.
   *
   * @return what is available there, before that change
   */
  Money step(Instant limit) {
    List<OpenLine> open = openNow();
    Instant next = nextChange(limit);
    Instant until = payableUntil(open, next);
    open.forEach(one -> book.charge(one, now, until));
    Money available = purse.inForceAt(now);
    now = until;
    if (until.isBefore(next)) {
      handOver();
    } else {
      arrive();
    }
    return available;
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
  private Instant payableUntil(List<OpenLine> open, Instant next) {
    if (now.isBefore(asOf)) {
      return next; // learned late: paid as far as the grants go, the rest is overrun
    }
    List<OpenLine> ours = OpenLine.paidByPool(open);
    if (ours.isEmpty()) {
      return next;
    }
    return standing == Standing.ACTIVE ? OpenLine.lastPayable(ours, payableNow(), now, next) : now;
  }

  private Money payableNow() {
    return purse.inForceAt(now).minus(reserve);
  }

  private boolean canPayOneMoreSecond(List<OpenLine> open) {
    return !OpenLine.committed(open, now.plusSeconds(1)).isMoreThan(payableNow());
  }

  private void handOverWhatCannotBePaid() {
    List<OpenLine> open = openNow();
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

  // ---- lines

  /** The live segments with their lines; one without a price in force goes no further. */
  private List<OpenLine> openNow() {
    var open = new ArrayList<OpenLine>();
    for (Meter meter : List.copyOf(live)) {
      lineAt(meter, now)
          .ifPresentOrElse(line -> open.add(new OpenLine(meter, line)), () -> quarantine(meter));
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

  // ---- what happens at an instant

  void arrive() {
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
        if (meter.owedAtEnd() > 0) {
          Instant lastSecond = now.minusSeconds(1);
          var open = new OpenLine(meter, lineAt(meter, lastSecond).orElseThrow());
          book.chargeMinimum(open, now, lastSecond);
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
    List<OpenLine> others = OpenLine.paidByPool(openNow());
    live.addAll(instants);
    List<OpenLine> open = openNow().stream().filter(one -> instants.contains(one.meter())).toList();
    var together = new ArrayList<>(others);
    together.addAll(OpenLine.paidByPool(open));
    boolean paid = standing == Standing.ACTIVE && canPayOneMoreSecond(together);
    for (OpenLine one : open) {
      Meter meter = one.meter();
      if (meter.isPaidByPool() && !paid && !now.isBefore(asOf)) {
        handOffs.add(meter.passTo(meter.afterCredit(), now));
      }
      book.chargeMinimum(one, now, now);
      finish(meter);
    }
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
    List<OpenLine> open =
        openNow().stream()
            .filter(one -> one.meter().isPaidByPool() || one.meter().isCoveredForThePool())
            .toList();
    if (canPayOneMoreSecond(open)) {
      standing = Standing.ACTIVE;
      for (OpenLine one : open) {
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
