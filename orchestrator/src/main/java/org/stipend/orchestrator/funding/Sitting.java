package org.stipend.orchestrator.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.GrantId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.HandOff;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Settlement;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.orchestrator.ledger.Journals;
import org.stipend.orchestrator.metering.ChargeLines;

/**
 * Work on the books of one locked pool, in one transaction: forward to an instant, or back to where
 * a fact learned late belongs and forward again. What comes out is the same as if every fact had
 * been known in time; only differences are booked.
 */
final class Sitting {

  private final Desk desk;
  private final ResearcherId owner;
  private final Map<ChargeLine.Key, Long> lineIds = new HashMap<>();
  private final Set<ChargeLine.Key> touched = new HashSet<>();
  private final List<Correction.Entry> planned = new ArrayList<>();
  private List<Journals.Standing> undone = List.of();
  private Pool pool;
  private @Nullable Instant endedAt;
  private boolean corrects;
  private boolean handedOver;

  Sitting(Desk desk, PoolRow row) {
    this.desk = desk;
    this.owner = row.owner();
    this.pool = load(row.mark());
    this.endedAt = row.endedAt();
  }

  Pool pool() {
    return pool;
  }

  @Nullable Instant endedAt() {
    return endedAt;
  }

  /** Whether segments have passed to another payer, so that the pool burns differently now. */
  boolean handedOver() {
    return handedOver;
  }

  boolean corrects() {
    return corrects;
  }

  /** Takes up what changed from an instant on: nothing before it is touched. */
  void reconsider(Instant since) {
    if (since.isAfter(pool.asOf())) {
      desk.segments().restore(owner, pool.asOf());
      pool = load(new PoolRow.Mark(pool.asOf(), pool.standing(), endedAt));
      return;
    }
    PoolRow.Mark back = desk.rows().markBefore(owner, since).orElseGet(() -> beginBefore(since));
    List<Instant> replay = desk.rows().forgetMarksAfter(owner, back.settledTo());
    undone = desk.journals().after(owner, back.settledTo());
    corrects = true;
    desk.segments().restore(owner, back.settledTo());
    pool = load(back);
    endedAt = back.endedAt();
    replay.forEach(this::settle);
  }

  /** Something began before the pool's books did. */
  private PoolRow.Mark beginBefore(Instant since) {
    var origin = new PoolRow.Mark(since.minusSeconds(1), Standing.NONE, null);
    desk.rows().mark(owner, origin);
    return origin;
  }

  /** Everything up to an instant; nothing where the books are there already. */
  void settle(Instant to) {
    if (to.isAfter(pool.asOf())) {
      take(pool.settle(to));
    }
  }

  /** Where the books are: hands over what cannot be paid any more, after credit was taken away. */
  void judge() {
    take(pool.settle(pool.asOf()));
  }

  /** What an instant would look like; nothing of it is written down. */
  Settlement peek(Instant to) {
    Standing before = pool.standing();
    Settlement settlement = pool.settle(to.isAfter(pool.asOf()) ? to : pool.asOf());
    pool = settlement.after();
    endedAt = endOf(before, settlement);
    return settlement;
  }

  private void take(Settlement settlement) {
    Standing before = pool.standing();
    pool = settlement.after();
    endedAt = endOf(before, settlement);
    handedOver |= !settlement.handOffs().isEmpty();
    settlement
        .charges()
        .forEach(charge -> {
          touched.add(charge.line());
          long line = lineIds.computeIfAbsent(charge.line(), key -> desk.lines().open(owner, key));
          if (!charge.amount().isZero()) {
            planned.add(new Correction.Entry(charge.transaction(), line, charge.quantity()));
          }
        });
    settlement
        .breakages()
        .forEach(breakage -> planned.add(new Correction.Entry(breakage.transaction(), null, 0)));
    desk.segments().apply(settlement);
    desk.rows().mark(owner, new PoolRow.Mark(pool.asOf(), pool.standing(), endedAt));
  }

  private @Nullable Instant endOf(Standing before, Settlement settlement) {
    return switch (pool.standing()) {
      case NONE, ACTIVE -> null;
      case EXPIRED -> lastExpiry().orElse(pool.asOf());
      case EXHAUSTED -> {
        boolean revived = settlement.handOffs().stream().anyMatch(Sitting::backToCredit);
        if (before == Standing.EXHAUSTED && !revived && endedAt != null) {
          yield endedAt;
        }
        yield settlement.handOffs().stream()
            .filter(handOff -> !backToCredit(handOff))
            .map(HandOff::at)
            .max(Instant::compareTo)
            .orElse(pool.asOf());
      }
    };
  }

  private static boolean backToCredit(HandOff handOff) {
    return handOff.opened().payer() instanceof Payer.CreditPool;
  }

  private Optional<Instant> lastExpiry() {
    return pool.grants().stream()
        .map(balance -> balance.grant().expiresAt())
        .filter(expiry -> expiry != null && !expiry.isAfter(pool.asOf()))
        .max(Instant::compareTo);
  }

  /** The next instant at which something happens to the pool by itself. */
  Optional<Instant> nextEvent() {
    Optional<Instant> end =
        pool.standing() == Standing.ACTIVE ? pool.exhaustion() : Optional.empty();
    Stream<Optional<Instant>> changes =
        pool.grants().stream()
            .filter(balance -> balance.left().isPositive())
            .map(GrantBalance::grant)
            .flatMap(grant ->
                Stream.of(
                    Optional.of(grant.effectiveAt()), Optional.ofNullable(grant.expiresAt())));
    return Stream.concat(
            end.stream(), changes.flatMap(Optional::stream).filter(at -> at.isAfter(pool.asOf())))
        .min(Instant::compareTo);
  }

  /** To an event: forward, or right here. */
  void pass(Instant event) {
    if (event.isAfter(pool.asOf())) {
      settle(event);
    } else {
      judge();
    }
  }

  /** Writes the difference between what was booked and what should be. */
  void book(int revision, Instant bookedAt) {
    new Correction(desk.ledger(), owner, bookedAt, corrects ? revision : 0).book(undone, planned);
    for (ChargeLine line : pool.lines()) {
      Long id = lineIds.get(line.key());
      if (id != null && touched.contains(line.key())) {
        desk.lines().save(id, line, pool.asOf());
      }
    }
  }

  // ---- the pool as it was

  private Pool load(PoolRow.Mark mark) {
    return new Pool(
        owner,
        mark.standing(),
        mark.settledTo(),
        grants(),
        desk.segments().unfinished(owner),
        lines(BillingMonth.of(mark.settledTo())),
        desk.prices().all());
  }

  private List<GrantBalance> grants() {
    Map<GrantId, Money> back = new HashMap<>();
    for (Journals.Standing journal : undone) {
      for (Posting posting : journal.transaction().postings()) {
        if (posting.account().kind() == Account.Kind.CREDIT) {
          back.merge(posting.account().grant(), posting.amount().negated(), Money::plus);
        }
      }
    }
    return desk.rows().grants(owner).stream()
        .map(known -> {
          Grant grant = known.grant();
          return new GrantBalance(
              grant, known.left().plus(back.getOrDefault(grant.id(), Money.ZERO)));
        })
        .toList();
  }

  private List<ChargeLine> lines(BillingMonth from) {
    Map<Long, Long> back = new HashMap<>();
    undone.stream()
        .filter(journal -> journal.chargeLine() != null)
        .forEach(journal -> back.merge(journal.chargeLine(), journal.quantity(), Math::addExact));
    List<ChargeLine> lines = new ArrayList<>();
    for (ChargeLines.Kept kept : desk.lines().of(owner, from)) {
      lineIds.put(kept.line().key(), kept.id());
      Long quantity = back.get(kept.id());
      if (quantity == null) {
        lines.add(kept.line());
      } else {
        touched.add(kept.line().key());
        lines.add(kept.line().plus(-quantity));
      }
    }
    return lines;
  }
}
