package org.stipend.orchestrator.books;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.books.Draft;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Outlook;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.disk.Graces;
import org.stipend.orchestrator.engine.Outbox;
import org.stipend.orchestrator.payer.PoolLocks;
import org.stipend.orchestrator.usage.Pools;

/**
 * The books of pools: all that is learned of a pool passes through here, under the pool's lock, and
 * leaves a new epoch, a deadline computed anew and a poke. None of the three can be forgotten. (New
 * prices touch all pools at once, in {@link PriceChanges}, and make each look again here.)
 *
 * <p>What is known and what is booked are two things. How a pool stands is computed from the facts
 * each time; writing the books waits for its hour, or for an end of something, and in a burst of
 * news for a moment (docs/adr/0008).
 */
@Component
public final class PoolBooks implements Pools {

  /** Before workers have said better: the longest lead there is. */
  private static final Duration CAREFUL_LEAD = Duration.ofSeconds(120);

  /** Stops are learned within seconds; an hour is settled once they are in. */
  static final Duration SETTLE_AFTER = Duration.ofMinutes(5);

  private final PoolTable pools;
  private final PoolLocks locks;
  private final Drafts drafts;
  private final Bookkeeper bookkeeper;
  private final OwnEnds ownEnds;
  private final Heirs heirs;
  private final Graces graces;
  private final Alerts alerts;
  private final Providers providers;
  private final PriceLists prices;
  private final Outbox outbox;
  private final Changes changes;
  private final InstantSource clock;

  PoolBooks(
      PoolTable pools,
      PoolLocks locks,
      Drafts drafts,
      Bookkeeper bookkeeper,
      OwnEnds ownEnds,
      Heirs heirs,
      Graces graces,
      Alerts alerts,
      Providers providers,
      PriceLists prices,
      Outbox outbox,
      Changes changes,
      InstantSource clock) {
    this.pools = pools;
    this.locks = locks;
    this.drafts = drafts;
    this.bookkeeper = bookkeeper;
    this.ownEnds = ownEnds;
    this.heirs = heirs;
    this.graces = graces;
    this.alerts = alerts;
    this.providers = providers;
    this.prices = prices;
    this.outbox = outbox;
    this.changes = changes;
    this.clock = clock;
  }

  // ---- news

  @Override
  public void began(ResearcherId pool, Instant since) {
    payersChanged(pool, since); // what starts after a stop order has to be told as well
  }

  /** Who pays from then on: machines that did not have to stop with the credit may have to now. */
  public void payersChanged(ResearcherId pool, Instant since) {
    Instant now = clock.instant();
    take(knownFrom(pool, since, now).toldAnew().learned(since), now, true);
  }

  @Override
  public void changed(ResearcherId pool, Instant since) {
    Instant now = clock.instant();
    PoolRow row = knownFrom(pool, since, now).learned(since);
    take(since.isAfter(now) ? row : row.due(since), now, true);
  }

  /** Where clocks disagree, something may have happened before the pool was made. */
  private PoolRow knownFrom(ResearcherId pool, Instant since, Instant now) {
    PoolRow row = pools.ensure(pool, now);
    pools.beginBefore(pool, since);
    return row;
  }

  /**
   * Something was given or taken back: booked at once, for whoever did it looks at it. Of a parked
   * pool it is known from here on, and booked when its proof holds again.
   */
  public void balanceChanged(ResearcherId pool, Instant since) {
    Instant now = clock.instant();
    book(pools.get(pool).learned(since).due(Interval.floor(now)), now);
  }

  /**
   * Writes what is due, however short the time since the last writing; of a parked pool nothing.
   */
  PoolRow book(PoolRow row, Instant now) {
    Drafts.Loaded loaded = drafts.load(row);
    Look look = look(loaded, now);
    @Nullable Instant alert = alert(look, now);
    return conclude(row.parked() ? row : write(loaded, row, now), look, alert, now, true);
  }

  /** Whatever is due by now, or was learned: looks, and writes when it is time to. */
  PoolRow take(PoolRow row, Instant now, boolean news) {
    Instant second = Interval.floor(now);
    Drafts.Loaded loaded = drafts.load(row);
    Look look = look(loaded, now);
    Pool stands = look.pool();
    @Nullable Instant alert = alert(look, now);
    PoolRow due = eventBy(row, stands, second).map(row::due).orElse(row);
    boolean writes = due.isDue() && !due.writableFrom(stands.uses().size()).isAfter(now);
    return conclude(writes ? write(loaded, due, now) : due, look, alert, now, news);
  }

  /** What people are to hear of by now; when the next is due, or null. */
  private @Nullable Instant alert(Look look, Instant now) {
    Pool pool = look.pool();
    Set<Instant> keptUntil = graces.keep(pool.owner(), pool.kept(), pool.asOf());
    return alerts.look(look.draft(), look.outlook().end(), keptUntil, now);
  }

  /** Up to an instant, as far as it is not booked. */
  PoolRow settle(PoolRow row, Instant to, Instant now) {
    return take(row.due(to), now, false);
  }

  /** The last instant at which something happened to a pool by itself, if it is not booked. */
  private static Optional<Instant> eventBy(PoolRow row, Pool stands, Instant second) {
    Stream<Instant> changesOfGrants =
        stands.grants().stream()
            .map(GrantBalance::grant)
            .flatMap(grant -> Stream.of(grant.effectiveAt(), grant.expiresAt()));
    return Stream.concat(Stream.of(stands.standing().endedAt()), changesOfGrants)
        .filter(at -> at != null && at.isAfter(row.settledTo()) && !at.isAfter(second))
        .max(Instant::compareTo);
  }

  private PoolRow write(Drafts.Loaded loaded, PoolRow due, Instant now) {
    Instant to = Objects.requireNonNullElse(due.dueTo(), due.settledTo());
    Drafts.Loaded standing = drafts.toWrite(loaded);
    Draft draft = standing.upTo(to);
    bookkeeper.write(standing, draft, now);
    return due.written(draft.pool().asOf(), due.staleSince() != null, now);
  }

  /**
   * @param alert when people are to be told next; null: not until something changes
   */
  private PoolRow conclude(
      PoolRow row, Look look, @Nullable Instant alert, Instant now, boolean news) {
    Pool stands = look.pool();
    heirs.takeOver(row.owner(), stands.standing(), now);
    Outlook outlook = look.outlook();
    heirs.foresee(row.owner(), row.endsAt(), outlook.end(), now);
    @Nullable Instant due = earlier(ownEndsDue(row, outlook, now), alert);
    PoolRow saved = row.looked(stands.standing(), outlook, due, now, news);
    boolean moved = !Objects.equals(saved.deadline(), row.deadline());
    if (moved && !news) {
      saved = row.looked(stands.standing(), outlook, due, now, true);
    }
    pools.save(saved, settleDue(saved, stands, now));
    if (news || moved) {
      outbox.poke(CreditEntity.KIND, row.owner().value(), saved.epoch());
      changes.changed(Kind.CREDIT, row.owner().value());
    }
    return saved;
  }

  /** How its row should be, telling nobody. */
  PoolRow looked(PoolRow row, Look look, Instant now) {
    @Nullable Instant alert =
        alerts.next(look.draft(), look.outlook().end(), graces.endsOnCredit(row.owner()));
    @Nullable Instant due = earlier(ownEndsDue(row, look.outlook(), now), alert);
    return row.looked(look.pool().standing(), look.outlook(), due, now, false);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  private @Nullable Instant ownEndsDue(PoolRow row, Outlook outlook, Instant now) {
    return ownEnds.dueAt(row.owner(), outlook.end(), now).orElse(null);
  }

  private static @Nullable Instant settleDue(PoolRow row, Pool stands, Instant now) {
    if (row.isDue()) {
      return later(row.writableFrom(stands.uses().size()), now);
    }
    if (stands.uses().isEmpty()) {
      return null;
    }
    Instant hour = now.minus(SETTLE_AFTER).truncatedTo(ChronoUnit.HOURS);
    return hour.plus(1, ChronoUnit.HOURS).plus(SETTLE_AFTER);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  // ---- looking

  /** What is known of a pool now, and what its books lack; changes nothing. */
  public record Look(Draft draft, Outlook outlook) {

    public Pool pool() {
      return draft.pool();
    }
  }

  /** Empty where nothing was ever given to this person nor used. */
  public Optional<Look> look(ResearcherId pool, Instant now) {
    return pools.find(pool).map(row -> look(row, now));
  }

  Look look(PoolRow row, Instant now) {
    return look(drafts.load(row), now);
  }

  private Look look(Drafts.Loaded loaded, Instant now) {
    Draft draft = loaded.upTo(Interval.floor(now));
    return new Look(draft, draft.pool().outlook(stopLead()));
  }

  /**
   * Whatever time alone has changed is known from here on, also which disks are kept; the caller
   * holds the pool's lock. False for a parked pool: nothing that cannot be undone may follow.
   */
  public boolean bringUpToDate(ResearcherId pool, Instant now) {
    PoolRow row = pools.ensure(pool, now);
    return !take(row, now, false).parked();
  }

  /** The pool now, for a decision about it; the caller holds its lock. */
  public Pool poolForDecision(ResearcherId pool, Instant now) {
    return draftForDecision(pool, now).pool();
  }

  /** The same, with what its books lack. */
  public Draft draftForDecision(ResearcherId pool, Instant now) {
    return drafts.load(pools.ensure(pool, now)).upTo(Interval.floor(now));
  }

  /** The pool now, for telling what a decision would be. */
  public Pool pool(ResearcherId pool, Instant now) {
    PriceList all = prices.all();
    return look(pool, now)
        .map(Look::pool)
        .orElseGet(() -> Pool.empty(pool, Interval.floor(now), all));
  }

  /** Makes sure that there is a pool, locked, and that what was to happen to it has happened. */
  public void open(ResearcherId pool, Instant now) {
    locks.lock(pool);
    PoolRow row = pools.ensure(pool, now);
    if (row.deadline() != null && !row.deadline().isAfter(now)) {
      take(row, now, true);
    }
  }

  /** How long before the end of credit machines have to be told to stop. */
  public Duration stopLead() {
    return providers.current().map(ProviderDescription::stopLead).orElse(CAREFUL_LEAD);
  }
}
