package org.stipend.orchestrator.books;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.price.SkuKey;
import org.stipend.orchestrator.catalog.PricesChanged;
import org.stipend.orchestrator.engine.Outbox;

/**
 * Pools that burn learn of other prices: their deadline comes at once, and is computed anew. What
 * waits for a price is rated.
 */
@Component
final class PriceChanges implements PricesChanged {

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final InstantSource clock;

  PriceChanges(JdbcClient jdbc, Outbox outbox, InstantSource clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Whoever rates locks a pool first: this waits for all who have one, and the next ones wait and
   * then see the new prices. Pages go on reading.
   */
  @Override
  public Instant hold() {
    jdbc.sql("LOCK TABLE credit_pool IN EXCLUSIVE MODE").update();
    return jdbc.sql("SELECT max(settled_to) + interval '1 second' FROM credit_pool")
        .query((row, n) -> row.getTimestamp(1))
        .optional()
        .map(Timestamp::toInstant)
        .orElse(Instant.EPOCH);
  }

  @Override
  public Set<SkuKey> inUse() {
    return jdbc.sql(
            """
            SELECT DISTINCT p.sku_key
              FROM usage_run r
              JOIN usage_part p ON p.run = r.id
              JOIN credit_pool c ON c.researcher = r.pool
             WHERE r.stopped_at IS NULL OR r.stopped_at > c.settled_to
            """)
        .query((row, n) -> SkuKey.of(row.getString(1)))
        .set();
  }

  /** A credit that ends by then, or has ended, ends as it was foreseen. */
  @Override
  public void from(Instant effective) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            UPDATE credit_pool SET epoch = epoch + 1, deadline = least(deadline, :now)
             WHERE status = 'ACTIVE' AND settle_due IS NOT NULL AND (ends_at IS NULL OR ends_at > :effective)
            RETURNING researcher, epoch
            """)
        .param("now", now)
        .param("effective", Timestamp.from(effective))
        .query(Due.class)
        .list()
        .forEach(due -> outbox.poke(CreditEntity.KIND, due.researcher(), due.epoch()));
    jdbc.sql(
            """
            UPDATE credit_pool c SET stale_since = least(c.stale_since, q.since), settle_due = :now
              FROM (SELECT pool, min(from_at) AS since FROM quarantine GROUP BY pool) q
             WHERE c.researcher = q.pool
            """)
        .param("now", now)
        .update();
  }

  private record Due(UUID researcher, long epoch) {}
}
