package org.stipend.orchestrator.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much waits for its workflow, and what it may wait for. */
@Component
final class EngineMeters implements MeterBinder {

  private final JdbcClient jdbc;
  private final EngineWatch watch;
  private final TableReading<Waiting> outbox;

  EngineMeters(JdbcClient jdbc, InstantSource clock, EngineWatch watch) {
    this.jdbc = jdbc;
    this.watch = watch;
    this.outbox = new TableReading<>(clock, new Waiting(0, 0), this::read);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("stipend.outbox.rows", outbox, reading -> reading.now().pokes())
        .description("pokes that wait for their workflow")
        .register(registry);
    Gauge.builder("stipend.outbox.oldest.age.seconds", outbox, reading -> reading.now().age())
        .description("age of the oldest poke that waits")
        .register(registry);
    Gauge.builder("stipend.temporal.up", watch, engine -> engine.sight().temporal() ? 1 : 0)
        .description("1 while Temporal answers")
        .register(registry);
    Gauge.builder("stipend.workers.missing", watch, engine -> engine.sight().unpolled())
        .description("task queues the product needs that nobody polls")
        .register(registry);
  }

  private Waiting read(Instant now) {
    return jdbc.sql(
            """
            SELECT count(*) AS pokes,
                   coalesce(extract(epoch FROM :now - min(created_at)), 0)::bigint AS age
              FROM outbox
            """)
        .param("now", Timestamp.from(now))
        .query(Waiting.class)
        .single();
  }

  /**
   * @param age of the oldest, in seconds
   */
  private record Waiting(long pokes, long age) {}
}
