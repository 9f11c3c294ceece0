package org.stipend.cost.funding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;

/**
 * Moves a pool through time, from one instant at which something changes to the next: a use starts
 * or ends, a price, a month or a payer changes, a grant comes into force, expires or is taken back.
 * In between every line grows evenly, so the last second the pool can pay is found by bisection on
 * the very amounts that are posted. Settling and predicting are the same sweep; they differ in how
 * far it goes.
 */
final class Sweep {

  private final ResearcherId owner;
  private final PriceList prices;
  private final Instant asOf;
  private final Purse purse;
  private final ChargeBook book;
  private final Tiling tiling = new Tiling();
  private final Quarantine quarantine = new Quarantine();
  private final Live live;
  private final RunEnds ends;
  private final TakingBack revocations;
  private Standing standing;
  private Instant now;
  private @Nullable Instant exhausted;

  Sweep(Pool pool) {
    owner = pool.owner();
    prices = pool.prices();
    asOf = pool.asOf();
    now = asOf;
    standing = pool.standing();
    purse = new Purse(pool.grants());
    book = new ChargeBook(owner, purse, pool.lines());
    live = new Live(pool.uses(), pool.prices(), book);
    ends = new RunEnds(live, book, tiling, quarantine);
    revocations = new TakingBack(pool.revocations());
  }

  Settlement settle(Instant to) {
    Interval.requireWholeSecond(to);
    if (to.isBefore(asOf)) {
      throw new IllegalArgumentException("Settled to %s already, not %s".formatted(asOf, to));
    }
    arrive();
    while (now.isBefore(to)) {
      if (!stride(to)) {
        step(to);
      }
    }
    return new Settlement(
        book.charges(),
        purse.breakages(),
        revocations.takings(),
        tiling.tiles(),
        quarantine.all(),
        pool());
  }

  private Pool pool() {
    return new Pool(
        owner,
        standing,
        now,
        purse.balances(),
        revocations.ahead(),
        live.unfinished(),
        book.lines(),
        prices);
  }

  // ---- where it is

  Instant now() {
    return now;
  }

  /** Where the credit first ended under something it was to pay for, if it did. */
  Optional<Instant> exhausted() {
    return Optional.ofNullable(exhausted);
  }

  Money available() {
    return purse.inForceAt(now);
  }

  /** What the grants have paid. */
  Money drawn() {
    return purse.drawn();
  }

  /** The first second, up to where something changes, by which the grants have paid so much. */
  Optional<Instant> drawnBeforeNextChange(Money amount, Instant limit) {
    List<OpenLine> ours = paidByPool(live.openLines(now));
    Instant until = purse.payableUntil(ours, now, firstOf(limit, live.changesAfter(now)));
    return OpenLine.firstPosting(ours, amount.minus(drawn()), now, until);
  }

  List<Charge> charges() {
    return book.charges();
  }

  /** What the running machines of the pool owe of their minimum beyond what is charged. */
  Money owed() {
    return OpenLine.committed(paidByPool(live.openLines(now)), now);
  }

  /** Nothing of the pool burns, and nothing known will change that. */
  boolean isQuiet() {
    return live.isQuiet(now, standing.pays())
        && revocations.isComplete()
        && purse.nextChangeAfter(now).isEmpty();
  }

  // ---- from one change to the next

  /**
   * To the next instant at which something changes, or to the end of the credit before it.
   *
   * @return what is available there, before that change
   */
  Money step(Instant limit) {
    List<OpenLine> open = live.openLines(now);
    Instant until =
        purse.payableUntil(paidByPool(open), now, firstOf(limit, live.changesAfter(now)));
    live.which(one -> live.lineAt(one, now, now).isEmpty())
        .forEach(one -> quarantine.add(one.use().id(), now, until));
    open.forEach(line -> book.charge(line, until, payer(line.metered())));
    Money before = available();
    now = until;
    arrive();
    return before;
  }

  /** As far as only uses start and end and one grant pays for it all; false: not so here. */
  private boolean stride(Instant limit) {
    Instant until = firstOf(limit, live.disturbances(now, limit));
    Optional<Stride> ahead = Stride.of(live, now, until).filter(this::lasts);
    ahead.ifPresent(stride -> {
      stride.go(live, book, tiling, line -> payerAt(line.from(), line.metered()));
      now = until;
      arrive();
    });
    return ahead.isPresent();
  }

  private boolean lasts(Stride stride) {
    return !standing.pays() || stride.isLessThan(purse.firstInForceAt(now));
  }

  /** The first instant at which one of these happens, or anything to the pool itself. */
  private Instant firstOf(Instant limit, Stream<Instant> ofUses) {
    Stream<Instant> changes =
        Stream.of(
                Optional.of(limit),
                Optional.of(BillingMonth.of(now).end()),
                purse.nextChangeAfter(now),
                revocations.nextAt())
            .flatMap(Optional::stream);
    return Stream.concat(changes, ofUses)
        .filter(change -> change.isAfter(now))
        .min(Instant::compareTo)
        .orElse(limit);
  }

  // ---- who pays

  private Payer payer(Metered one) {
    return payerAt(now, one);
  }

  private Payer payerAt(Instant second, Metered one) {
    return one.isOnCreditAt(second) && !standing.pays()
        ? one.inPlaceOf(owner, second)
        : one.boundAt(second);
  }

  private List<OpenLine> onCredit(List<OpenLine> lines) {
    return lines.stream().filter(line -> line.metered().isOnCreditAt(now)).toList();
  }

  private List<OpenLine> paidByPool(List<OpenLine> lines) {
    return standing.pays() ? onCredit(lines) : List.of();
  }

  // ---- what happens at an instant

  void arrive() {
    live.begin(now);
    ends.finishEnded(now, one -> payerAt(now.minusSeconds(1), one));
    if (now.isAfter(asOf)) {
      changeGrants();
      takeBack();
    }
    finishInstantRuns();
    judge();
    live.all().forEach(one -> tiling.pays(payer(one), one.use(), now));
  }

  private void finishInstantRuns() {
    List<Metered> instants = live.which(one -> one.use().isInstantRun());
    if (instants.isEmpty()) {
      return;
    }
    List<OpenLine> open = live.openLines(now);
    boolean paid = purse.canPayOneMoreSecond(paidByPool(open), now);
    ends.finishInstantRuns(
        instants,
        open,
        now,
        one -> one.isOnCreditAt(now) && !paid ? one.inPlaceOf(owner, now) : payer(one));
  }

  private void changeGrants() {
    if (purse.changesAt(now)) {
      book.startChapter();
      purse.expire(now);
      if (standing.pays() && purse.expiresAt(now) && purse.inForceAt(now).isZero()) {
        end(Standing.expired(now));
      }
      if (purse.comesIntoForceAt(now)) {
        revive();
      }
    }
  }

  /** Credit came into force: from here on the pool pays again what is bound to it. */
  private void revive() {
    List<OpenLine> lasting =
        live.openLines(now).stream().filter(line -> !line.metered().use().isInstantRun()).toList();
    if (!standing.pays() && purse.canPayOneMoreSecond(onCredit(lasting), now)) {
      standing = Standing.ACTIVE;
    }
  }

  /** Revocations take what is left, and never what running machines still owe. */
  private void takeBack() {
    for (var due = revocations.dueBy(now); due.isPresent(); due = revocations.dueBy(now)) {
      Revocation revocation = due.get();
      Grant grant = purse.balance(revocation.grant()).orElseThrow().grant();
      Money amount = revocable(grant).min(revocation.asked());
      purse.take(grant, amount);
      revocations.took(revocation, grant, amount);
    }
  }

  /** What of a grant may be taken back here. */
  Money revocable(Grant grant) {
    Money left = purse.balance(grant.id()).orElseThrow().left();
    return grant.isInForceAt(now)
        ? left.min(purse.inForceAt(now).minus(owed())).max(Money.ZERO)
        : left;
  }

  /** Has the pool credit: can it pay a second of what is bound to it, or has it anything left? */
  private void judge() {
    List<OpenLine> ours = paidByPool(live.openLines(now));
    boolean hasCredit =
        ours.isEmpty() ? purse.inForceAt(now).isPositive() : purse.canPayOneMoreSecond(ours, now);
    if (standing.pays() && !hasCredit) {
      end(Standing.exhausted(now));
    }
  }

  private void end(Standing ended) {
    List<Metered> ours = live.which(one -> one.isOnCreditAt(now) && !one.use().isInstantRun());
    if (exhausted == null && !ours.isEmpty()) {
      exhausted = now;
    }
    standing = ended;
  }
}
