package org.stipend.cost.funding;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stipend.cost.GrantId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.rating.BurnRate;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Run;
import org.stipend.cost.usage.UsageSegment;

/**
 * A researcher's credit pool at an instant: its grants, and every unfinished segment whose bill is
 * the pool's, or is the platform's only because the pool cannot pay.
 *
 * <p>A pool is a value. Settling it answers what is to be posted and the pool after; the books are
 * the caller's. No grant is ever below zero, and no grant pays for a second outside the time it is
 * in force.
 *
 * @param asOf everything up to this instant is settled, expired and handed over; single segments
 *     may lag behind, when they were learned late or have no price
 * @param grants in any order; kept in burn order
 * @param lines the charge lines of the segments of this month (others are opened at zero, so a line
 *     that exists and is left out is an error of the caller)
 */
public record Pool(
    ResearcherId owner,
    Standing standing,
    Instant asOf,
    List<GrantBalance> grants,
    List<Metered> segments,
    List<ChargeLine> lines,
    PriceList prices) {

  public Pool {
    Interval.requireWholeSecond(asOf);
    grants = grants.stream().sorted(comparing(GrantBalance::grant, Grant.BURN_ORDER)).toList();
    segments = List.copyOf(segments);
    lines = List.copyOf(lines);
  }

  /** Without grants and without use. */
  public static Pool empty(ResearcherId owner, Instant asOf, PriceList prices) {
    return new Pool(owner, Standing.NONE, asOf, List.of(), List.of(), List.of(), prices);
  }

  /** This pool with one more segment to pay for. */
  public Pool with(Metered segment) {
    var more = new ArrayList<>(segments);
    more.add(segment);
    return withSegments(more);
  }

  Pool withSegments(List<Metered> others) {
    return new Pool(owner, standing, asOf, grants, others, lines, prices);
  }

  private Pool withGrants(List<GrantBalance> others) {
    return new Pool(owner, standing, asOf, others, segments, lines, prices);
  }

  /**
   * Adds a grant at {@link #asOf}. If it is in force and the pool could not pay, the pool takes its
   * segments back: the settlement has their hand-offs. A repeat of a grant adds nothing.
   */
  public Settlement grant(Grant grant) {
    var more = new ArrayList<>(grants);
    if (grants.stream().noneMatch(balance -> balance.grant().id().equals(grant.id()))) {
      more.add(GrantBalance.whole(grant));
    }
    return new Sweep(withGrants(more), Money.ZERO).granted();
  }

  /** What the pool can pay with now: what is left of the grants in force. */
  public Money available() {
    return Money.sum(
        grants.stream()
            .filter(balance -> balance.grant().isInForceAt(asOf))
            .map(GrantBalance::left));
  }

  /** What the pool is losing now. */
  public BurnRate burnRate() {
    return segments.stream()
        .map(Metered::segment)
        .filter(segment -> isPaidByPool(segment) && segment.covers(asOf))
        .map(this::burnRateOf)
        .reduce(BurnRate.NONE, BurnRate::plus);
  }

  private BurnRate burnRateOf(UsageSegment segment) {
    return prices
        .at(segment.quantity().sku(), asOf)
        .map(price -> BurnRate.of(price.in(BillingMonth.of(asOf)), segment.quantity().amount()))
        .orElse(BurnRate.NONE);
  }

  static boolean isPaidByPool(UsageSegment segment) {
    return segment.payer() instanceof Payer.CreditPool;
  }

  /**
   * Settles everything up to an instant: rates what was used, draws it from the grants in burn
   * order, expires grants, and hands all segments over at the second the credit ends, be it long
   * before that instant. Settling in steps posts the same totals as settling once.
   *
   * @throws IllegalArgumentException for an instant before {@link #asOf}
   */
  public Settlement settle(Instant to) {
    return new Sweep(this, Money.ZERO).settle(to);
  }

  /**
   * The exhaustion instant: the pool can pay every second before it and not the one that begins
   * with it, as far as is known now. Empty when that is ten years away or more, or when nothing
   * burns.
   */
  public Optional<Instant> exhaustion() {
    return exhaustionKeeping(Money.ZERO);
  }

  /**
   * The last instant at which so much is still available: when a warning is due. {@link
   * #exhaustion} is that of nothing.
   */
  public Optional<Instant> exhaustionKeeping(Money reserve) {
    return Outlook.exhaustion(this, reserve);
  }

  /** How the pool burns down from now on. */
  public Forecast forecast() {
    return Outlook.forecast(this);
  }

  /** When machines have to be told to stop; empty when none would have to. */
  public Optional<Instant> machinesStopAt(Duration stopLead) {
    return hasMachinesToStop() ? exhaustion().map(end -> end.minus(stopLead)) : Optional.empty();
  }

  private boolean hasMachinesToStop() {
    return segments.stream()
        .anyMatch(metered ->
            metered.segment().run() != null
                && metered.segment().isOpen()
                && isPaidByPool(metered.segment())
                && metered.afterCredit() instanceof Payer.Platform);
  }

  /**
   * May this start now: the pool has to be able to pay the first minute and the stop lead, at its
   * rate with the newcomer.
   */
  public Admission admission(Proposal proposal, Duration stopLead) {
    Instant end = asOf.plus(Run.MINIMUM).plus(stopLead);
    Pool proposed = proposal.addedTo(this);
    Money needed = Outlook.committedUntil(proposed.withoutLimit(), end);
    Money left = available();
    Optional<Instant> exhaustion = proposed.exhaustion();
    if (!proposal.isPricedAt(asOf, prices)) {
      return new Admission.Refused(Admission.Reason.UNPRICED, needed, left);
    }
    if (standing == Standing.ACTIVE && exhaustion.filter(end::isAfter).isEmpty()) {
      return new Admission.Admitted(needed, left, exhaustion.orElse(null));
    }
    return new Admission.Refused(reason(), needed, left);
  }

  private Admission.Reason reason() {
    return switch (standing) {
      case ACTIVE -> Admission.Reason.INSUFFICIENT;
      case EXPIRED -> Admission.Reason.EXPIRED;
      case NONE, EXHAUSTED -> Admission.Reason.EXHAUSTED;
    };
  }

  private Pool withoutLimit() {
    var grant =
        new Grant(
            new GrantId(owner.value()), "none", new Money(Long.MAX_VALUE), 0, false, asOf, null);
    return new Pool(
        owner, Standing.ACTIVE, asOf, List.of(GrantBalance.whole(grant)), segments, lines, prices);
  }

  /**
   * How much of a grant may be taken back: what is left of it, and of the pool at least the minima
   * that running machines still owe.
   */
  public Money revocable(GrantId grant) {
    GrantBalance balance = balance(grant);
    if (!balance.grant().isInForceAt(asOf)) {
      return balance.left();
    }
    Money free = available().minus(Outlook.committedUntil(this, asOf));
    return balance.left().min(free).max(Money.ZERO);
  }

  /**
   * This pool with less of a grant.
   *
   * @throws IllegalArgumentException for more than is {@link #revocable}
   */
  public Pool revoke(GrantId grant, Money amount) {
    if (!amount.isPositive() || amount.isMoreThan(revocable(grant))) {
      throw new IllegalArgumentException(
          "%s of grant %s, of which %s may be revoked".formatted(amount, grant, revocable(grant)));
    }
    return withGrants(
        grants.stream()
            .map(balance ->
                balance.grant().id().equals(grant)
                    ? new GrantBalance(balance.grant(), balance.left().minus(amount))
                    : balance)
            .toList());
  }

  private GrantBalance balance(GrantId grant) {
    return grants.stream()
        .filter(balance -> balance.grant().id().equals(grant))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No grant " + grant + " in this pool"));
  }
}
