package org.stipend.orchestrator.notice;

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

/** How much waits to be sent, for how long, and what could not be, for metrics and health. */
@Component
public final class NoticeWatch implements MeterBinder {

  private static final Duration FAILED_LATELY = Duration.ofDays(7);
  private static final Duration LONG = Duration.ofMinutes(15);

  /**
   * @param failed within the last week
   * @param age of the oldest that waits, in seconds
   */
  public record Waiting(long pending, long failed, long age) {

    /** Somebody should look at it. */
    public boolean isLate() {
      return failed > 0 || age > LONG.toSeconds();
    }
  }

  private final JdbcClient jdbc;
  private final TableReading<Waiting> waiting;

  NoticeWatch(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.waiting = new TableReading<>(clock, new Waiting(0, 0, 0), this::read);
  }

  public Waiting waiting() {
    return waiting.now();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("stipend.notices.pending", waiting, reading -> reading.now().pending())
        .description("notices that wait to be sent")
        .register(registry);
    Gauge.builder("stipend.notices.failed", waiting, reading -> reading.now().failed())
        .description("notices of the last week that could not be sent")
        .register(registry);
    Gauge.builder("stipend.notices.oldest.age.seconds", waiting, reading -> reading.now().age())
        .description("age of the oldest notice that waits to be sent")
        .register(registry);
  }

  private Waiting read(Instant now) {
    return jdbc.sql(
            """
            SELECT count(*) FILTER (WHERE state = 'PENDING') AS pending,
                   count(*) FILTER (WHERE state = 'FAILED') AS failed,
                   coalesce(extract(epoch FROM :now - min(created_at) FILTER (WHERE state = 'PENDING')), 0)::bigint
                     AS age
              FROM notice
             WHERE state = 'PENDING' OR (state = 'FAILED' AND created_at > :lately)
            """)
        .param("now", Timestamp.from(now))
        .param("lately", Timestamp.from(now.minus(FAILED_LATELY)))
        .query(Waiting.class)
        .single();
  }
}
