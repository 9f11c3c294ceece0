package org.stipend.orchestrator.books;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.engine.TableReading;

/** What burns now, and which pools nobody has looked after in time. */
@Component
final class PoolMeters implements MeterBinder {

  private static final List<String> PAYERS = List.of("CREDIT", "BILLING_ACCOUNT", "PLATFORM");

  private final JdbcClient jdbc;
  private final TableReading<Map<String, Long>> burn;
  private final TableReading<Overdue> overdue;
  private final BooksWatch watch;

  PoolMeters(JdbcClient jdbc, BooksWatch watch, InstantSource clock) {
    this.jdbc = jdbc;
    this.burn = new TableReading<>(clock, Map.of(), this::readBurn);
    this.overdue = new TableReading<>(clock, new Overdue(0, 0), this::readOverdue);
    this.watch = watch;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String payer : PAYERS) {
      Gauge.builder(
              "stipend.burn.nanos.per.hour", burn, reading -> reading.now().getOrDefault(payer, 0L))
          .tag("payer", payer.toLowerCase(Locale.ROOT))
          .description("what everything that is metered costs an hour now, in billionths of USD")
          .register(registry);
    }
    Gauge.builder("stipend.pools.overdue", overdue, reading -> reading.now().pools())
        .description("credit pools whose deadline has passed and was not handled")
        .register(registry);
    Gauge.builder("stipend.pools.overdue.age.seconds", overdue, reading -> reading.now().age())
        .description("how long the most overdue pool has waited")
        .register(registry);
    Gauge.builder("stipend.pools.parked", watch, books -> books.alarms().parked())
        .description("credit pools whose proof failed: nothing is booked of them")
        .register(registry);
    Gauge.builder("stipend.pools.over.grace", watch, books -> books.alarms().overGrace())
        .description("credit pools whose kept disks cost the platform more than it means to pay")
        .register(registry);
    Gauge.builder("stipend.usage.unpriced", watch, books -> books.alarms().unpriced())
        .description("stretches of use without a price in force, not charged to anybody")
        .register(registry);
  }

  /** Near enough to watch by; what is owed is in the books. */
  private Map<String, Long> readBurn(Instant now) {
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    return jdbc
        .sql(
            """
            SELECT CASE WHEN r.launch_failed THEN 'PLATFORM' WHEN o.account IS NOT NULL THEN 'PLATFORM'
                        WHEN b.kind = 'BILLING_ACCOUNT' THEN b.kind
                        WHEN c.status = 'ACTIVE' THEN 'CREDIT' ELSE 'PLATFORM' END AS payer,
                   sum((p.units * 1000000000::numeric + p.nanos) * s.quantity / p.sub_units
                       / CASE p.unit_seconds WHEN 'MONTH' THEN :monthHours ELSE 1 END)::bigint
                     AS nanos
              FROM usage_run r
              JOIN usage_part s ON s.run = r.id
              JOIN credit_pool c ON c.researcher = r.pool
              JOIN payer_binding b ON b.workspace = r.workspace AND b.bound_to IS NULL
              LEFT JOIN account_outage o ON o.account = b.payer AND o.out_to IS NULL
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
        .query(Burn.class)
        .stream()
        .collect(Collectors.toMap(Burn::payer, Burn::nanos));
  }

  private Overdue readOverdue(Instant now) {
    return jdbc.sql(
            """
            SELECT count(*) AS pools,
                   coalesce(extract(epoch FROM :now - min(deadline)), 0)::bigint AS age
              FROM credit_pool WHERE deadline < :now
            """)
        .param("now", Timestamp.from(now))
        .query(Overdue.class)
        .single();
  }

  private record Burn(String payer, long nanos) {}

  /**
   * @param age of the most overdue deadline, in seconds
   */
  private record Overdue(long pools, long age) {}
}
