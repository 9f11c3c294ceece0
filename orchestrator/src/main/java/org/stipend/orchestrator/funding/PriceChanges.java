package org.stipend.orchestrator.funding;

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
import org.stipend.orchestrator.engine.Topic;

/** Pools that burn learn of other prices: their deadline comes at once, and is computed anew. */
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
    return jdbc.sql("SELECT DISTINCT sku_key FROM usage_segment WHERE NOT finished")
        .query((row, n) -> SkuKey.of(row.getString(1)))
        .set();
  }

  /** A credit that ends by then, or has ended, ends as it was foreseen. */
  @Override
  public void from(Instant effective) {
    jdbc.sql(
            """
            UPDATE credit_pool p SET epoch = epoch + 1, deadline = least(deadline, :now)
             WHERE status = 'ACTIVE' AND (ends_at IS NULL OR ends_at > :effective)
               AND EXISTS (SELECT FROM usage_segment s WHERE s.researcher = p.researcher AND NOT s.finished)
            RETURNING researcher, epoch
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("effective", Timestamp.from(effective))
        .query(Due.class)
        .list()
        .forEach(due -> outbox.poke(Topic.CREDIT, due.researcher(), due.epoch()));
  }

  private record Due(UUID researcher, long epoch) {}
}
