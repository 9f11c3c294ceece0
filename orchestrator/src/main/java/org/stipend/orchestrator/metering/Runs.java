package org.stipend.orchestrator.metering;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.SegmentId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Quantity;

/** The facts: what ran from when to when. */
@Component
final class Runs {

  private static final String COLUMNS =
      """
      id, resource_kind, resource, researcher, observed_start, started_at, stopped_at, estimated, launch_failed
      """;

  private final JdbcClient jdbc;

  Runs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What began, as observed. */
  record Start(
      ResourceId resource,
      WorkspaceId workspace,
      String type,
      List<Quantity> parts,
      Instant observed) {}

  /** Named by what it is, so that the same news twice is the same run. */
  static UUID idOf(ResourceId resource, Instant observed) {
    return UUID.nameUUIDFromBytes(
        "%s/%s/%s".formatted(kind(resource), resource, observed).getBytes(UTF_8));
  }

  static SegmentId firstSegment(UUID run, SkuKey sku) {
    return new SegmentId(UUID.nameUUIDFromBytes("%s/%s".formatted(run, sku).getBytes(UTF_8)));
  }

  static String kind(ResourceId resource) {
    return switch (resource) {
      case RuntimeId _ -> "MACHINE";
      case DiskId _ -> "DISK";
    };
  }

  static ResourceId resource(String kind, UUID id) {
    return switch (kind) {
      case "MACHINE" -> new RuntimeId(id);
      case "DISK" -> new DiskId(id);
      default -> throw new IllegalArgumentException("no kind of resource: " + kind);
    };
  }

  /** Whose credit a workspace lives on: its creator's, also where a billing account pays now. */
  ResearcherId poolOf(WorkspaceId workspace) {
    return new ResearcherId(
        jdbc.sql("SELECT creator FROM workspace WHERE id = :id")
            .param("id", workspace.value())
            .query(UUID.class)
            .single());
  }

  Optional<Run> find(UUID id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM usage_run WHERE id = :id")
        .param("id", id)
        .query(Runs::run)
        .optional();
  }

  /** The run that a stop at an instant ends: the latest that had started by then. */
  Optional<Run> endingAt(ResourceId resource, Instant observed) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                   FROM usage_run WHERE resource_kind = :kind AND resource = :resource
                  ORDER BY observed_start <= :observed DESC,
                           CASE WHEN observed_start <= :observed THEN observed_start END DESC,
                           observed_start
                  LIMIT 1
                """)
        .param("kind", kind(resource))
        .param("resource", resource.value())
        .param("observed", Timestamp.from(observed))
        .query(Runs::run)
        .optional();
  }

  /**
   * Answers the second from which it counts; empty when it is known already. Where clocks disagree
   * it counts from the end of the run before it: one second is charged once.
   */
  Optional<Instant> insert(Start start, ResearcherId pool) {
    UUID run = idOf(start.resource(), start.observed());
    Instant second = Interval.floor(start.observed());
    Instant from = lastStop(start.resource()).filter(stop -> stop.isAfter(second)).orElse(second);
    int inserted =
        jdbc.sql(
                """
                INSERT INTO usage_run (id, resource_kind, resource, workspace, researcher, type,
                                       observed_start, started_at)
                VALUES (:id, :kind, :resource, :workspace, :pool, :type, :observed, :second)
                ON CONFLICT (id) DO NOTHING
                """)
            .param("id", run)
            .param("kind", kind(start.resource()))
            .param("resource", start.resource().value())
            .param("workspace", start.workspace().value())
            .param("pool", pool.value())
            .param("type", start.type())
            .param("observed", Timestamp.from(start.observed()))
            .param("second", Timestamp.from(from))
            .update();
    if (inserted == 0) {
      return Optional.empty();
    }
    for (Quantity part : start.parts()) {
      insert(run, part);
    }
    return Optional.of(from);
  }

  private Optional<Instant> lastStop(ResourceId resource) {
    return jdbc.sql(
            """
            SELECT max(stopped_at) FROM usage_run
             WHERE resource_kind = :kind AND resource = :resource
            """)
        .param("kind", kind(resource))
        .param("resource", resource.value())
        .query((row, n) -> row.getTimestamp(1))
        .optional()
        .map(Timestamp::toInstant);
  }

  private void insert(UUID run, Quantity part) {
    jdbc.sql("INSERT INTO usage_part (run, sku_key, quantity) VALUES (:run, :sku, :quantity)")
        .param("run", run)
        .param("sku", part.sku().value())
        .param("quantity", part.amount())
        .update();
    jdbc.sql(
            """
            INSERT INTO usage_segment (id, run, resource_kind, resource, workspace, researcher, sku_key, quantity,
                                       payer_kind, payer, start_at, settled_to)
            SELECT :id, id, resource_kind, resource, workspace, researcher, :sku, :quantity,
                   'CREDIT', researcher::text, started_at, started_at
              FROM usage_run WHERE id = :run
            """)
        .param("id", firstSegment(run, part.sku()).value())
        .param("sku", part.sku().value())
        .param("quantity", part.amount())
        .param("run", run)
        .update();
  }

  /**
   * The second at which a run ends by this news; empty when it says nothing new. An estimate never
   * replaces the cloud's word, a run never ends before it starts nor after the next one starts.
   */
  Optional<Instant> stopOf(Run run, Instant observed, boolean estimated) {
    if (run.stoppedAt() != null && estimated && !run.estimated()) {
      return Optional.empty();
    }
    Instant stop = Interval.floor(observed);
    if (stop.isBefore(run.startedAt())) {
      stop = run.startedAt();
    }
    Optional<Instant> next = nextStart(run);
    if (next.isPresent() && next.get().isBefore(stop)) {
      stop = next.get();
    }
    boolean same = stop.equals(run.stoppedAt()) && estimated == run.estimated();
    return same ? Optional.empty() : Optional.of(stop);
  }

  private Optional<Instant> nextStart(Run run) {
    return jdbc.sql(
            """
            SELECT started_at FROM usage_run
             WHERE resource_kind = :kind AND resource = :resource AND observed_start > :observed
             ORDER BY observed_start LIMIT 1
            """)
        .param("kind", kind(run.resource()))
        .param("resource", run.resource().value())
        .param("observed", Timestamp.from(run.observedStart()))
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  void stop(Run run, Instant stop, boolean estimated) {
    jdbc.sql("UPDATE usage_run SET stopped_at = :stop, estimated = :estimated WHERE id = :id")
        .param("stop", Timestamp.from(stop))
        .param("estimated", estimated)
        .param("id", run.id())
        .update();
  }

  /** False when it is known already. */
  boolean markFailed(Run run) {
    return jdbc.sql(
                "UPDATE usage_run SET launch_failed = true WHERE id = :id AND NOT launch_failed")
            .param("id", run.id())
            .update()
        == 1;
  }

  private static Run run(ResultSet row, int n) throws SQLException {
    return new Run(
        row.getObject("id", UUID.class),
        resource(row.getString("resource_kind"), row.getObject("resource", UUID.class)),
        new ResearcherId(row.getObject("researcher", UUID.class)),
        row.getTimestamp("observed_start").toInstant(),
        row.getTimestamp("started_at").toInstant(),
        instant(row, "stopped_at"),
        row.getBoolean("estimated"),
        row.getBoolean("launch_failed"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
