package org.stipend.cost.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
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
  private final Money reserve;
  private final Purse purse;
  private final ChargeBook book;
  private final Tiling tiling = new Tiling();
  private final Quarantine quarantine = new Quarantine();
  private final Live live;
  private final PriorityQueue<Revocation> revocations = new PriorityQueue<>(Revocation.ORDER);
  private final List<Breakage> breakages = new ArrayList<>();
  private final List<Taking> takings = new ArrayList<>();
  private Standing standing;
  private Instant now;
  private @Nullable Instant exhausted;

  /** A sweep in which the credit ends when less than a reserve would be left. */
  Sweep(Pool pool, Money reserve) {
    this.reserve = reserve;
    owner = pool.owner();
    prices = pool.prices();
    asOf = pool.asOf();
    now = asOf;
    standing = pool.standing();
    purse = new Purse(pool.grants());
    book = new ChargeBook(owner, purse, pool.lines());
    live = new Live(pool.uses(), pool.prices(), book);
    revocations.addAll(pool.revocations());
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
    return new Settlement(
        book.charges(), breakages, takings, tiling.tiles(), quarantine.all(), pool());
  }

  private Pool pool() {
    List<Revocation> ahead = revocations.stream().sorted(Revocation.ORDER).toList();
    return new Pool(
        owner, standing, now, purse.balances(), ahead, live.unfinished(), book.lines(), prices);
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

  List<Charge> charges() {
    return book.charges();
  }

  /** What the running machines of the pool owe of their minimum beyond what is charged. */
  Money owed() {
    return OpenLine.committed(paidByPool(live.openLines(now)), now);
  }

  /** Nothing of the pool burns, and nothing known will change that. */
  boolean isQuiet() {
    return live.isComplete()
        && revocations.isEmpty()
        && live.which(this::mayBurn).isEmpty()
        && purse.nextChangeAfter(now).isEmpty();
  }

  private boolean mayBurn(Metered one) {
    return (standing.pays() && one.isOnCreditAt(now))
        || one.payers().nextChangeAfter(now).isPresent();
  }

  // ---- from one change to the next

  /**
   * To the next instant at which something changes, or to the end of the credit before it.
   *
   * @return what is available there, before that change
   */
  Money step(Instant limit) {
    List<OpenLine> open = live.openLines(now);
    Instant until = payableUntil(paidByPool(open), nextChange(limit));
    live.which(one -> live.lineAt(one, now, now).isEmpty())
        .forEach(one -> quarantine.add(one.use().id(), now, until));
    open.forEach(line -> book.charge(line, until, payer(line.metered())));
    Money available = purse.inForceAt(now);
    now = until;
    arrive();
    return available;
  }

  private Instant nextChange(Instant limit) {
    Stream<Instant> changes =
        Stream.of(
                Optional.of(limit),
                Optional.of(BillingMonth.of(now).end()),
                purse.nextChangeAfter(now),
                Optional.ofNullable(revocations.peek()).map(Revocation::at))
            .flatMap(Optional::stream);
    return Stream.concat(changes, live.changesAfter(now))
        .filter(change -> change.isAfter(now))
        .min(Instant::compareTo)
        .orElse(limit);
  }

  // ---- what the pool can pay

  private Instant payableUntil(List<OpenLine> ours, Instant next) {
    return ours.isEmpty() ? next : OpenLine.lastPayable(ours, payableNow(), now, next);
  }

  private Money payableNow() {
    return purse.inForceAt(now).minus(reserve);
  }

  private boolean canPayOneMoreSecond(List<OpenLine> lines) {
    return !OpenLine.committed(lines, now.plusSeconds(1)).isMoreThan(payableNow());
  }

  private Payer payer(Metered one) {
    return payerOf(one, one.boundAt(now));
  }

  private Payer payerOf(Metered one, Payer bound) {
    return bound instanceof Payer.CreditPool && !standing.pays() ? one.inPlaceOf(owner) : bound;
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
    finishEnded();
    if (now.isAfter(asOf)) {
      changeGrants();
      takeBack();
    }
    finishInstantRuns();
    judge();
    live.all().forEach(one -> tiling.pays(payer(one), one.use(), now));
  }

  /** What a run owes of its minimum is paid by the payer of its last second. */
  private void finishEnded() {
    Instant lastSecond = now.minusSeconds(1);
    for (Metered one : live.all()) {
      if (one.use().endsAt(now) && !one.use().isInstantRun()) {
        if (one.use().owedAt(now) > 0) {
          Payer payer = payerOf(one, one.boundAt(lastSecond));
          live.lineAt(one, lastSecond, now)
              .ifPresent(line -> book.chargeMinimum(line, now, payer, lastSecond));
        }
        finish(one);
      }
    }
  }

  /** A run without a second owes its minimum to the payer of the second it started in. */
  private void finishInstantRuns() {
    List<Metered> instants = live.which(one -> one.use().isInstantRun());
    if (instants.isEmpty()) {
      return;
    }
    List<OpenLine> open = live.openLines(now);
    boolean paid = canPayOneMoreSecond(paidByPool(open));
    for (Metered one : instants) {
      if (live.lineAt(one, now, now).isEmpty()) {
        quarantine.add(one.use().id(), now, now);
      }
      Payer payer = one.isOnCreditAt(now) && !paid ? one.inPlaceOf(owner) : payer(one);
      open.stream()
          .filter(line -> line.metered().equals(one))
          .forEach(line -> book.chargeMinimum(line, now, payer, now));
      tiling.pays(payer, one.use(), now);
      finish(one);
    }
  }

  private void finish(Metered one) {
    live.finish(one);
    tiling.end(one.use(), now);
  }

  private void changeGrants() {
    if (purse.changesAt(now)) {
      book.startChapter();
      breakages.addAll(purse.expire(now));
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
    if (!standing.pays() && canPayOneMoreSecond(onCredit(lasting))) {
      standing = Standing.ACTIVE;
    }
  }

  /** Revocations take what is left, and never what running machines still owe. */
  private void takeBack() {
    while (!revocations.isEmpty() && !revocations.element().at().isAfter(now)) {
      Revocation revocation = revocations.remove();
      Grant grant = purse.balance(revocation.grant()).orElseThrow().grant();
      Money amount = revocable(grant).min(revocation.asked());
      if (amount.isPositive()) {
        purse.take(grant, amount);
        takings.add(new Taking(revocation, grant.programme(), amount));
      }
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
        ours.isEmpty() ? purse.inForceAt(now).isPositive() : canPayOneMoreSecond(ours);
    if (standing.pays() && !hasCredit) {
      end(Standing.exhausted(now));
    }
  }

  private boolean isOnCredit(Metered one) {
    return one.isOnCreditAt(now) && !one.use().isInstantRun();
  }

  private void end(Standing ended) {
    if (exhausted == null && !live.which(this::isOnCredit).isEmpty()) {
      exhausted = now;
    }
    standing = ended;
  }
}
