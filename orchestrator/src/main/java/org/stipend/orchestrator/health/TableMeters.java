package org.stipend.orchestrator.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.catalog.PriceLists;

/** Metrics that are only a question to the tables, asked once for a scrape. */
@Component
final class TableMeters implements MeterBinder {

  private static final Logger log = LoggerFactory.getLogger(TableMeters.class);
  private static final Duration ONE_SCRAPE = Duration.ofSeconds(5);
  private static final List<String> STATES =
      List.of(
          "STARTING", "RUNNING", "UPDATING", "STOPPING", "STOPPED", "FAILED", "DELETING", "FROZEN");
  private static final List<String> PAYERS = List.of("CREDIT", "BILLING_ACCOUNT", "PLATFORM");

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final EngineWatch engine;
  private Map<String, Long> values = Map.of();
  private Instant readAt = Instant.EPOCH;

  TableMeters(JdbcClient jdbc, InstantSource clock, EngineWatch engine) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.engine = engine;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String state : STATES) {
      Gauge.builder("stipend.runtimes", this, meters -> meters.value("runtimes " + state))
          .tag("state", state.toLowerCase(Locale.ROOT))
          .description("runtimes by the state people see")
          .register(registry);
    }
    for (String payer : PAYERS) {
      Gauge.builder("stipend.burn.nanos.per.hour", this, meters -> meters.value("burn " + payer))
          .tag("payer", payer.toLowerCase(Locale.ROOT))
          .description("what everything that is metered costs an hour now, in billionths of USD")
          .register(registry);
    }
    gauge(registry, "outbox.rows", "pokes that wait for their workflow");
    gauge(registry, "outbox.oldest.age.seconds", "age of the oldest poke that waits");
    gauge(registry, "pools.overdue", "credit pools whose deadline has passed and was not handled");
    gauge(registry, "pools.overdue.age.seconds", "how long the most overdue pool has waited");
    Gauge.builder("stipend.temporal.up", engine, watch -> watch.sight().temporal() ? 1 : 0)
        .description("1 while Temporal answers")
        .register(registry);
    Gauge.builder("stipend.workers.missing", engine, TableMeters::missing)
        .description("task queues the product needs that nobody polls")
        .register(registry);
  }

  private void gauge(MeterRegistry registry, String name, String description) {
    Gauge.builder("stipend." + name, this, meters -> meters.value(name))
        .description(description)
        .register(registry);
  }

  private static long missing(EngineWatch watch) {
    return watch.sight().pollers().values().stream().filter(count -> count == 0).count();
  }

  synchronized long value(String name) {
    Instant now = clock.instant();
    if (!now.isBefore(readAt.plus(ONE_SCRAPE))) {
      readAt = now;
      try {
        values = read(now);
      } catch (DataAccessException e) {
        log.atWarn().setCause(e).log("metrics show what was true before the database went");
      }
    }
    return values.getOrDefault(name, 0L);
  }

  private Map<String, Long> read(Instant now) {
    Map<String, Long> read = new HashMap<>();
    jdbc.sql("SELECT state AS name, count(*) AS value FROM runtime GROUP BY state")
        .query(Named.class)
        .list()
        .forEach(row -> read.put("runtimes " + row.name(), row.value()));
    burn(now).forEach(row -> read.put("burn " + row.name(), row.value()));
    Waiting outbox =
        jdbc.sql("SELECT count(*) AS rows, min(created_at) AS since FROM outbox")
            .query(Waiting.class)
            .single();
    read.put("outbox.rows", outbox.rows());
    read.put("outbox.oldest.age.seconds", outbox.ageAt(now));
    Waiting overdue =
        jdbc.sql(
                "SELECT count(*) AS rows, min(deadline) AS since FROM credit_pool"
                    + " WHERE deadline < :now")
            .param("now", Timestamp.from(now))
            .query(Waiting.class)
            .single();
    read.put("pools.overdue", overdue.rows());
    read.put("pools.overdue.age.seconds", overdue.ageAt(now));
    return read;
  }

  /** Near enough to watch by; what is owed is in the books. */
  private List<Named> burn(Instant now) {
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    return jdbc.sql(
            """
            SELECT CASE WHEN r.launch_failed THEN 'PLATFORM' WHEN b.kind = 'BILLING_ACCOUNT' THEN b.kind
                        WHEN c.status = 'ACTIVE' THEN 'CREDIT' ELSE 'PLATFORM' END AS name,
                   sum((p.units * 1000000000::numeric + p.nanos) * s.quantity / p.sub_units
                       / CASE p.unit_seconds WHEN 'MONTH' THEN :monthHours ELSE 1 END)::bigint
                     AS value
              FROM usage_run r
              JOIN usage_part s ON s.run = r.id
              JOIN credit_pool c ON c.researcher = r.pool
              JOIN payer_binding b ON b.workspace = r.workspace AND b.bound_to IS NULL
              JOIN price p
                ON p.sku_key = s.sku_key AND p.tier_start = 0 AND p.effective_from <= :now
               AND (p.effective_to IS NULL OR p.effective_to > :now)
              JOIN price_list l
                ON l.id = p.price_list AND l.status <> 'DRAFT' AND l.region = :region
             WHERE r.started_at <= :now AND (r.stopped_at IS NULL OR r.stopped_at > :now)
             GROUP BY 1
            """)
        .param("now", Timestamp.from(now))
        .param("region", PriceLists.REGION)
        .param("monthHours", month.lengthOfMonth() * 24)
        .query(Named.class)
        .list();
  }

  private record Named(String name, long value) {}

  private record Waiting(long rows, @Nullable Timestamp since) {

    long ageAt(Instant now) {
      return since == null ? 0 : Duration.between(since.toInstant(), now).toSeconds();
    }
  }
}
