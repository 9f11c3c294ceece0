package org.stipend.orchestrator.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.engine.TableReading;

/** What differs between rows and cloud and does not go away by itself, for metrics and health. */
@Component
public final class DriftWatch implements MeterBinder {

  private static final Duration ALREADY_OLD = Duration.ofMinutes(30);

  /**
   * @param open all that the last pass saw
   * @param quarantined machines that are to be ended
   * @param old for half an hour and more: a pass had time to mend it
   */
  public record Seen(long open, long quarantined, long old) {

    /** Somebody should look at it. */
    public boolean needsAttention() {
      return quarantined > 0 || old > 0;
    }
  }

  private final JdbcClient jdbc;
  private final TableReading<Seen> seen;

  DriftWatch(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.seen = new TableReading<>(clock, new Seen(0, 0, 0), this::read);
  }

  public Seen seen() {
    return seen.now();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("stipend.drift.open", seen, reading -> reading.now().open())
        .description("differences between rows and cloud")
        .register(registry);
    Gauge.builder("stipend.drift.quarantined", seen, reading -> reading.now().quarantined())
        .description("machines that no row explains and that are to be ended")
        .register(registry);
  }

  private Seen read(Instant now) {
    return jdbc.sql(
            """
            SELECT count(*) AS open,
                   count(*) FILTER (WHERE quarantined_at IS NOT NULL) AS quarantined,
                   count(*) FILTER (WHERE first_seen < :old) AS old
              FROM drift WHERE ended_at IS NULL
            """)
        .param("old", Timestamp.from(now.minus(ALREADY_OLD)))
        .query(Seen.class)
        .single();
  }
}
