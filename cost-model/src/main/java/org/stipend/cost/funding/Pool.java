package org.stipend.cost.funding;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.UseId;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.rating.BurnRate;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Run;
import org.stipend.cost.usage.Use;

/**
 * A researcher's credit pool at an instant: its grants, and every unfinished use whose bill is the
 * pool's to settle, whoever is to pay it.
 *
 * <p>A pool is a value. Settling it answers what is to be posted and the pool after; the books are
 * the caller's. No grant is ever below zero, and no grant pays for a second outside the time it is
 * in force.
 *
 * @param asOf everything up to this instant is settled, expired, taken back and handed over
 * @param grants in any order; kept in burn order
 * @param revocations those after {@code asOf}
 * @param uses those that have not ended by {@code asOf}, or are learned to end right there
 * @param lines the charge lines of the uses of this month (others are opened at zero, so a line
 *     that exists and is left out is an error of the caller)
 */
public record Pool(
    ResearcherId owner,
    Standing standing,
    Instant asOf,
    List<GrantBalance> grants,
    List<Revocation> revocations,
    List<Metered> uses,
    List<ChargeLine> lines,
    PriceList prices) {

  static final Comparator<Metered> ORDER =
      comparing((Metered metered) -> metered.use().start())
          .thenComparing(metered -> metered.use().quantity().sku())
          .thenComparing(metered -> metered.use().id().toString());

  public Pool {
    Interval.requireWholeSecond(asOf);
    grants = grants.stream().sorted(comparing(GrantBalance::grant, Grant.BURN_ORDER)).toList();
    revocations = List.copyOf(revocations);
    uses = List.copyOf(uses);
    lines = List.copyOf(lines);
    for (Metered metered : uses) {
      Instant end = metered.use().end();
      if (end != null && end.isBefore(asOf)) {
        throw new IllegalArgumentException("%s ended before %s".formatted(metered.use(), asOf));
      }
    }
  }

  /** Without grants and without use. */
  public static Pool empty(ResearcherId owner, Instant asOf, PriceList prices) {
    return new Pool(owner, Standing.NONE, asOf, List.of(), List.of(), List.of(), List.of(), prices);
  }

  /** This pool with one more use to settle. */
  public Pool with(Metered use) {
    var more = new ArrayList<>(uses);
    more.add(use);
    return withUses(more);
  }

  Pool withUses(List<Metered> others) {
    return new Pool(owner, standing, asOf, grants, revocations, others, lines, prices);
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
    return uses.stream()
        .filter(metered -> isPaidByPool(metered) && metered.use().covers(asOf))
        .map(metered -> burnRateOf(metered.use()))
        .reduce(BurnRate.NONE, BurnRate::plus);
  }

  private BurnRate burnRateOf(Use use) {
    return prices
        .at(use.quantity().sku(), asOf)
        .map(price -> BurnRate.of(price.in(BillingMonth.of(asOf)), use.quantity().amount()))
        .orElse(BurnRate.NONE);
  }

  private boolean isPaidByPool(Metered metered) {
    return standing.pays() && isOnCreditAt(metered, asOf);
  }

  private static boolean isOnCreditAt(Metered metered, Instant instant) {
    return !metered.use().start().isAfter(instant) && metered.isOnCreditAt(instant);
  }

  /** Disks that the platform keeps now, because whoever is to pay for them cannot. */
  public List<Kept> kept() {
    return uses.stream().flatMap(one -> one.keptAt(asOf, standing).stream()).toList();
  }

  /**
   * Settles everything up to an instant: rates what was used, draws it from the grants in burn
   * order, expires grants, takes back what was revoked, and changes payers at the second the credit
   * ends, be it long before that instant. Settling in steps posts the same totals as settling once.
   *
   * @throws IllegalArgumentException for an instant before {@link #asOf}
   */
  public Settlement settle(Instant to) {
    return new Sweep(this).settle(to);
  }

  /**
   * The exhaustion instant: the pool can pay every second before it and not the one that begins
   * with it, as far as is known now. Empty when that is ten years away or more, or when nothing
   * burns.
   */
  public Optional<Instant> exhaustion() {
    return Prediction.exhaustion(this);
  }

  /** How the pool burns down from now on. */
  public Forecast forecast() {
    return Prediction.forecast(this);
  }

  /** When what will happen to the pool, if nothing changes but what is known already. */
  public Outlook outlook(Duration stopLead) {
    return Outlook.of(this, stopLead);
  }

  /** Whether a machine that still runs has to stop if the credit ends at an instant. */
  boolean hasMachinesToStopAt(Instant instant) {
    return uses.stream()
        .anyMatch(metered ->
            metered.use().isOfMachine()
                && metered.use().isOpen()
                && !metered.use().start().isAfter(instant)
                && metered.endsWithCreditAt(instant));
  }

  /**
   * May this start now: the pool has to be able to pay the first minute and the stop lead, at its
   * rate with the newcomer.
   */
  public Admission admission(Proposal proposal, Duration stopLead) {
    Instant end = asOf.plus(Run.MINIMUM).plus(stopLead);
    Pool proposed = proposal.addedTo(this);
    Money needed = needed(proposal, stopLead);
    Money left = available();
    Optional<Instant> exhaustion = proposed.exhaustion();
    if (!proposal.isPricedAt(asOf, prices)) {
      return new Admission.Refused(Admission.Reason.UNPRICED, needed, left, null);
    }
    if (standing.pays() && exhaustion.filter(end::isAfter).isEmpty()) {
      return new Admission.Admitted(needed, left, exhaustion.orElse(null));
    }
    Instant creditEnd = standing.pays() ? exhaustion.orElse(null) : null;
    return new Admission.Refused(reason(needed, left), needed, left, creditEnd);
  }

  /** What its uses and a newcomer take until they could be stopped again: of credit without end. */
  public Money needed(Proposal proposal, Duration stopLead) {
    return Prediction.committedUntil(
        proposal.addedTo(this).withoutLimit(), asOf.plus(Run.MINIMUM).plus(stopLead));
  }

  /** With some of its uses only. */
  public Pool only(Set<UseId> some) {
    return withUses(uses.stream().filter(one -> some.contains(one.use().id())).toList());
  }

  private Admission.Reason reason(Money needed, Money left) {
    return switch (standing.status()) {
      case ACTIVE ->
          needed.isMoreThan(left) ? Admission.Reason.INSUFFICIENT : Admission.Reason.EXPIRES_SOON;
      case EXPIRED -> Admission.Reason.EXPIRED;
      case NONE, EXHAUSTED -> Admission.Reason.EXHAUSTED;
    };
  }

  private Pool withoutLimit() {
    var grant =
        new Grant(
            new GrantId(owner.value()), "none", new Money(Long.MAX_VALUE), 0, false, asOf, null);
    return new Pool(
        owner,
        Standing.ACTIVE,
        asOf,
        List.of(GrantBalance.whole(grant)),
        List.of(),
        uses,
        lines,
        prices);
  }

  /**
   * How much of a grant may be taken back: what is left of it, and of the pool at least the minima
   * that running machines still owe.
   */
  public Money revocable(GrantId grant) {
    return Prediction.revocable(this, grant);
  }

  GrantBalance balance(GrantId grant) {
    return grants.stream()
        .filter(balance -> balance.grant().id().equals(grant))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No grant " + grant + " in this pool"));
  }
}
