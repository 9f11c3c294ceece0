package org.stipend.orchestrator.books;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.books.Draft;
import org.stipend.cost.funding.Crossing;
import org.stipend.cost.funding.Crossings;
import org.stipend.cost.funding.Grace;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.ledger.Ledger;
import org.stipend.orchestrator.notice.News;
import org.stipend.orchestrator.notice.Notices;

/**
 * Tells people what of a pool is crossed, once, in the transaction that looks at it; and says when
 * the next will be, which is part of the pool's deadline.
 */
@Component
final class Alerts {

  private final CrossingTable table;
  private final Ledger ledger;
  private final Notices notices;

  Alerts(CrossingTable table, Ledger ledger, Notices notices) {
    this.table = table;
    this.ledger = ledger;
    this.notices = notices;
  }

  /**
   * Before the books are written: what they lack is part of what was used.
   *
   * @param end of the credit, as far as is known; null: none in sight
   * @param keptUntil up to when disks are kept that lived on it
   * @return when the next threshold is crossed; null: not until something changes
   */
  @Nullable Instant look(Draft draft, @Nullable Instant end, Set<Instant> keptUntil, Instant now) {
    ResearcherId pool = draft.pool().owner();
    Crossings crossings = crossings(draft, end, keptUntil);
    Set<Crossing> known = table.of(pool);
    Set<Crossing> fresh = new HashSet<>(crossings.crossed());
    fresh.removeAll(known);
    if (!fresh.isEmpty()) {
      crossings.toTell(known).forEach(one -> tell(one, crossings));
      table.insert(pool, fresh, now);
      known.addAll(fresh);
    }
    return crossings.next(known).orElse(null);
  }

  /** The same, telling nobody. */
  @Nullable Instant next(Draft draft, @Nullable Instant end, Set<Instant> keptUntil) {
    return crossings(draft, end, keptUntil).next(table.of(draft.pool().owner())).orElse(null);
  }

  private Crossings crossings(Draft draft, @Nullable Instant end, Set<Instant> keptUntil) {
    Money unbooked =
        Money.sum(
            draft.entries().stream()
                .filter(one -> one.line() == null)
                .flatMap(one -> one.transaction().postings().stream())
                .filter(one -> one.account().kind() == Account.Kind.CREDIT)
                .map(Posting::amount));
    Money given = ledger.given(draft.pool().owner()).plus(unbooked);
    return new Crossings(draft.pool(), given, expired(draft), end, keptUntil);
  }

  /** What expires with what is to be written. */
  private static Map<Instant, Money> expired(Draft draft) {
    Map<Instant, Money> expired = new TreeMap<>();
    draft.entries().stream()
        .map(one -> one.transaction())
        .filter(one -> one.kind() == Transaction.Kind.EXPIRE)
        .forEach(one ->
            one.postings().stream()
                .filter(posting -> posting.account().kind() == Account.Kind.BREAKAGE)
                .forEach(
                    posting -> expired.merge(one.usage().start(), posting.amount(), Money::plus)));
    return expired;
  }

  // ---- what is told, and to whom

  private void tell(Crossing one, Crossings crossings) {
    ResearcherId pool = crossings.pool().owner();
    String event = "credit/%s/%s/%d/%d".formatted(pool, one.kind(), one.series(), one.threshold());
    switch (one.kind()) {
      case USED ->
          notices.tellWhoLiveOn(
              pool,
              News.creditUsed(
                  pool, event, one.threshold(), crossings.pool().available(), crossings.total()));
      case RUNWAY ->
          Optional.ofNullable(crossings.end())
              .ifPresent(end ->
                  notices.tellWhoLiveOn(
                      pool,
                      News.creditRunsOut(pool, event, Duration.ofMinutes(one.threshold()), end)));
      case EXPIRY ->
          notices.tell(
              News.creditExpires(
                  pool, event, one.threshold(), series(one), expiring(one, crossings)),
              List.of(pool.value()));
      case ENDED ->
          crossings
              .pool()
              .standing()
              .ended()
              .ifPresent(ended ->
                  notices.tellWhoLiveOn(
                      pool,
                      News.creditEnded(
                          pool,
                          event,
                          crossings.pool().standing().status().name(),
                          ended,
                          Grace.until(ended, crossings.pool().asOf()))));
      case GRACE ->
          notices.tellOwnersOn(pool, News.graceEnds(pool, event, one.threshold(), series(one)));
    }
  }

  private static Instant series(Crossing one) {
    return Instant.ofEpochSecond(one.series());
  }

  private static Money expiring(Crossing one, Crossings crossings) {
    Instant expiry = series(one);
    return crossings
        .expired()
        .getOrDefault(
            expiry,
            Money.sum(
                crossings.pool().grants().stream()
                    .filter(balance -> expiry.equals(balance.grant().expiresAt()))
                    .map(GrantBalance::left)));
  }
}
