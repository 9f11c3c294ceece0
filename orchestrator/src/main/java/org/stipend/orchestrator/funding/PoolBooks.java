package org.stipend.orchestrator.funding;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Settlement;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.UsageSegment;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.engine.Outbox;
import org.stipend.orchestrator.metering.Pools;

/**
 * Every change of a pool's rate or balance passes through here: under the lock of its row, with a
 * new epoch, a deadline computed anew and a poke. None of the three can be forgotten.
 */
@Component
final class PoolBooks implements Pools {

  /** Before workers have said better: the longest lead there is. */
  private static final Duration CAREFUL_LEAD = Duration.ofSeconds(120);

  /** Stops are learned within seconds; an hour is settled once they are in. */
  static final Duration SETTLE_AFTER = Duration.ofMinutes(5);

  private final Desk desk;
  private final Providers providers;
  private final Outbox outbox;
  private final Changes changes;
  private final InstantSource clock;

  PoolBooks(Desk desk, Providers providers, Outbox outbox, Changes changes, InstantSource clock) {
    this.desk = desk;
    this.providers = providers;
    this.outbox = outbox;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public void lock(ResearcherId pool) {
    desk.rows().ensure(pool, clock.instant());
    desk.rows().lock(pool);
  }

  @Override
  public void opened(ResearcherId pool, Instant since) {
    Instant now = clock.instant();
    PoolRow row = desk.rows().lock(pool);
    change(
        row.withoutStopOrder(), // whatever starts after the order has to be told as well
        now,
        sitting -> {
          sitting.reconsider(since);
          if (sitting.pool().standing() != Standing.ACTIVE && !since.isAfter(now)) {
            sitting.settle(since); // the platform pays from the first second
          }
        });
  }

  @Override
  public void closed(ResearcherId pool, Instant since) {
    Instant now = clock.instant();
    change(
        desk.rows().lock(pool),
        now,
        sitting -> {
          sitting.reconsider(since);
          if (!since.isAfter(now)) {
            sitting.settle(since);
          }
        });
  }

  /** A change of what the pool has, from an instant on. */
  PoolRow balanceChanged(PoolRow row, Instant since, Instant now) {
    return change(
        row,
        now,
        sitting -> {
          sitting.reconsider(since);
          sitting.settle(since);
        });
  }

  PoolRow change(PoolRow row, Instant now, Consumer<Sitting> work) {
    Sitting sitting = new Sitting(desk, row);
    work.accept(sitting);
    return conclude(row, sitting, now, true);
  }

  /** Settles without news: only a hand-over found on the way changes the deadline. */
  PoolRow settle(PoolRow row, Instant to, Instant now) {
    Sitting sitting = new Sitting(desk, row);
    sitting.settle(to);
    return conclude(row, sitting, now, sitting.handedOver());
  }

  private PoolRow conclude(PoolRow row, Sitting sitting, Instant now, boolean news) {
    int revision = sitting.corrects() ? row.revision() + 1 : row.revision();
    sitting.book(revision, now);
    PoolRow after = outlook(row, sitting.pool(), sitting.endedAt(), now);
    PoolRow saved =
        new PoolRow(
            row.owner(),
            after.standing(),
            after.endedAt(),
            after.settledTo(),
            news ? row.epoch() + 1 : row.epoch(),
            revision,
            after.deadline(),
            after.endsAt(),
            after.machinesStopAt(),
            after.stopOrdered());
    desk.rows().save(saved, settleDue(sitting.pool(), now));
    if (news) {
      outbox.poke(CreditEntity.KIND, row.owner().value(), saved.epoch());
      changes.changed(Kind.CREDIT, row.owner().value());
    }
    return saved;
  }

  /** When what will happen to a pool that stands like this. */
  PoolRow outlook(PoolRow row, Pool pool, @Nullable Instant endedAt, Instant now) {
    boolean active = pool.standing() == Standing.ACTIVE;
    Instant endsAt = active ? pool.exhaustion().orElse(null) : null;
    Instant end = active ? endsAt : endedAt;
    boolean machines = hasMachines(pool);
    Instant stopAt = machines && end != null ? (active ? end.minus(stopLead()) : end) : null;
    boolean ordered = row.stopOrdered() && stopAt != null && !stopAt.isAfter(now);
    return new PoolRow(
        row.owner(),
        pool.standing(),
        endedAt,
        pool.asOf(),
        row.epoch(),
        row.revision(),
        deadline(pool, ordered ? null : stopAt, endsAt),
        endsAt,
        stopAt,
        ordered);
  }

  private static @Nullable Instant deadline(
      Pool pool, @Nullable Instant stopAt, @Nullable Instant endsAt) {
    Stream<Instant> changesOfGrants =
        pool.grants().stream()
            .filter(balance -> balance.left().isPositive())
            .map(GrantBalance::grant)
            .flatMap(grant ->
                Stream.of(Optional.of(grant.effectiveAt()), Optional.ofNullable(grant.expiresAt())))
            .flatMap(Optional::stream)
            .filter(at -> at.isAfter(pool.asOf()));
    return Stream.concat(
            Stream.of(Optional.ofNullable(stopAt), Optional.ofNullable(endsAt))
                .flatMap(Optional::stream),
            changesOfGrants)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /**
   * Machines that burn credit, or what stands in for it, and have not stopped as far as is known.
   */
  static boolean hasMachines(Pool pool) {
    return pool.segments().stream()
        .map(metered -> metered.segment())
        .anyMatch(segment -> segment.isOpen() && isMachineOnCredit(segment));
  }

  private static boolean isMachineOnCredit(UsageSegment segment) {
    return segment.resource() instanceof RuntimeId
        && switch (segment.payer()) {
          case Payer.CreditPool _ -> true;
          case Payer.Platform platform -> platform.standsInForCredit();
          case Payer.LinkedAccount _, Payer.Orphan _ -> false;
        };
  }

  Duration stopLead() {
    return providers.current().map(ProviderDescription::stopLead).orElse(CAREFUL_LEAD);
  }

  private static @Nullable Instant settleDue(Pool pool, Instant now) {
    if (pool.segments().isEmpty()) {
      return null;
    }
    Instant hour = now.minus(SETTLE_AFTER).truncatedTo(ChronoUnit.HOURS);
    return hour.plus(1, ChronoUnit.HOURS).plus(SETTLE_AFTER);
  }

  /** The pool as it is now, without changing anything. */
  Pool asOf(PoolRow row, Instant now) {
    return peek(row, now).settlement().after();
  }

  /** What was not settled yet, and when the credit ended, if it did. */
  record Peek(Settlement settlement, @Nullable Instant endedAt) {}

  Peek peek(PoolRow row, Instant now) {
    Sitting sitting = new Sitting(desk, row);
    Settlement settlement = sitting.peek(Interval.floor(now));
    return new Peek(settlement, sitting.endedAt());
  }

  Pool open(PoolRow row) {
    return new Sitting(desk, row).pool();
  }
}
