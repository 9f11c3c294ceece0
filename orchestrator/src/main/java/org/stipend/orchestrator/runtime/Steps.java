package org.stipend.orchestrator.runtime;

import static java.util.stream.Collectors.joining;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.catalog.LaunchTimes;

/** The timeline of a wish: which step began and ended when. At most one step is open. */
@Component
final class Steps implements LaunchTimes {

  /** In the order people see them. */
  enum Name {
    RESERVE,
    DISK,
    CAPACITY,
    VM,
    TOOL,
    HEALTH,
    STOP,
    DELETE_VM,
    DELETE_DISK
  }

  /** After that long a step is "slower than usual". */
  static final Duration SOFT_LIMIT = Duration.ofMinutes(3);

  private static final int REMEMBERED = 20;

  private final JdbcClient jdbc;
  private final MeterRegistry meters;

  Steps(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.meters = meters;
  }

  /** Closes the open step and begins another of this wish; again does nothing. */
  void begin(UUID runtime, long wish, Name name, Instant at) {
    close(runtime, at, false, name);
    int begun =
        jdbc.sql(
                """
                INSERT INTO runtime_step (runtime, wish, position, name, started_at)
                VALUES (:runtime, :wish, :position, :name, :at)
                ON CONFLICT DO NOTHING
                """)
            .param("wish", wish)
            .param("position", name.ordinal())
            .param("name", name.name())
            .param("at", Timestamp.from(at))
            .param("runtime", runtime)
            .update();
    if (name == Name.RESERVE) {
      meters.counter("stipend.launches").increment(begun);
    }
  }

  void finish(UUID runtime, Instant at) {
    close(runtime, at, false, null);
  }

  void fail(UUID runtime, String code, Instant at) {
    close(runtime, at, true, null);
    meters.counter("stipend.runtime.failures", "code", code).increment();
  }

  private void close(UUID runtime, Instant at, boolean failed, @Nullable Name except) {
    jdbc.sql(
            """
            UPDATE runtime_step SET finished_at = greatest(started_at, :at), failed = :failed
             WHERE runtime = :runtime AND finished_at IS NULL AND name IS DISTINCT FROM :except
            RETURNING name, started_at, finished_at, failed
            """)
        .param("at", Timestamp.from(at))
        .param("failed", failed)
        .param("runtime", runtime)
        .param("except", except == null ? null : except.name())
        .query((rs, row) -> step(rs))
        .list()
        .forEach(this::record);
  }

  private void record(Step step) {
    if (step.finishedAt() != null) {
      Timer.builder("stipend.step")
          .tag("step", step.name().name().toLowerCase(Locale.ROOT))
          .tag("outcome", step.failed() ? "failed" : "done")
          .register(meters)
          .record(Duration.between(step.startedAt(), step.finishedAt()));
    }
  }

  List<Step> of(UUID runtime, long wish) {
    return jdbc.sql(
            """
            SELECT name, started_at, finished_at, failed FROM runtime_step
             WHERE runtime = :runtime AND wish = :wish ORDER BY position
            """)
        .param("runtime", runtime)
        .param("wish", wish)
        .query((rs, row) -> step(rs))
        .list();
  }

  /** Median seconds of the last finished steps of each name; a name without history is absent. */
  Map<Name, Long> usualSeconds() {
    Map<Name, Long> usual = new EnumMap<>(Name.class);
    jdbc.sql(
            """
            SELECT each.name, ceil(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds))::bigint AS usual
              FROM unnest(string_to_array(:names, ',')) AS each (name),
                   LATERAL (SELECT extract(epoch FROM finished_at - started_at) AS seconds
                              FROM runtime_step
                             WHERE name = each.name AND finished_at IS NOT NULL AND NOT failed
                             ORDER BY started_at DESC LIMIT :remembered) AS recent
             GROUP BY each.name
            """)
        .param("names", Stream.of(Name.values()).map(Name::name).collect(joining(",")))
        .param("remembered", REMEMBERED)
        .query(rs -> {
          usual.put(Name.valueOf(rs.getString("name")), rs.getLong("usual"));
        });
    return usual;
  }

  /**
   * Median seconds from the launch or start of a tool until it could be opened, of the last ones.
   */
  @Override
  public Map<Tool, Integer> usualSecondsToOpen() {
    Map<Tool, Integer> usual = new EnumMap<>(Tool.class);
    jdbc.sql(
            """
            SELECT r.tool, ceil(percentile_cont(0.5) WITHIN GROUP (
                     ORDER BY extract(epoch FROM healthy.finished_at - begun.started_at)))::int AS usual
              FROM (SELECT runtime, wish, finished_at FROM runtime_step
                     WHERE name = 'HEALTH' AND finished_at IS NOT NULL AND NOT failed
                     ORDER BY started_at DESC LIMIT :remembered) AS healthy
              JOIN runtime r ON r.id = healthy.runtime
              JOIN runtime_step begun
                ON begun.runtime = healthy.runtime AND begun.wish = healthy.wish AND begun.name = 'RESERVE'
             GROUP BY r.tool
            """)
        .param("remembered", REMEMBERED * Tool.values().length)
        .query(rs -> {
          usual.put(Tool.valueOf(rs.getString("tool")), rs.getInt("usual"));
        });
    return usual;
  }

  private static Step step(ResultSet rs) throws SQLException {
    return new Step(
        Name.valueOf(rs.getString("name")),
        rs.getTimestamp("started_at").toInstant(),
        instant(rs.getTimestamp("finished_at")),
        rs.getBoolean("failed"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  record Step(Name name, Instant startedAt, @Nullable Instant finishedAt, boolean failed) {}
}
