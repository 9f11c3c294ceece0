package org.stipend.orchestrator.usage;

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
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.UseId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Quantity;

/** The facts: what ran from when to when. */
@Component
final class RunTable {

  private static final String COLUMNS =
      """
      id, resource_kind, resource, pool, observed_start, started_at, stopped_at, estimated, launch_failed
      """;

  private final JdbcClient jdbc;

  RunTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What began, as observed; frozen here, whatever becomes of the resource.
   *
   * @param tool null: a disk has none
   */
  record Start(
      ResourceId resource,
      WorkspaceId workspace,
      UUID person,
      @Nullable String tool,
      String type,
      List<Quantity> parts,
      Instant observed) {}

  /** Named by what it is, so that the same news twice is the same run. */
  static UUID idOf(ResourceId resource, Instant observed) {
    return UUID.nameUUIDFromBytes(
        "%s/%s/%s".formatted(ResourceKinds.kind(resource), resource, observed).getBytes(UTF_8));
  }

  /** Names a part of a run. */
  static UseId useOf(UUID run, SkuKey sku) {
    return new UseId(UUID.nameUUIDFromBytes("%s/%s".formatted(run, sku).getBytes(UTF_8)));
  }

  Optional<Run> find(UUID id) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM usage_run WHERE id = :id")
        .param("id", id)
        .query(RunTable::run)
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
        .param("kind", ResourceKinds.kind(resource))
        .param("resource", resource.value())
        .param("observed", Timestamp.from(observed))
        .query(RunTable::run)
        .optional();
  }

  /**
   * Answers the second from which it counts; empty when it is known already. It counts from the end
   * of the run before it: also where clocks disagree, one second is charged once. Of two runs the
   * later has ended the earlier, until the stop of that one is told.
   */
  Optional<Instant> insert(Start start, ResearcherId pool) {
    UUID id = idOf(start.resource(), start.observed());
    if (find(id).isPresent()) {
      return Optional.empty();
    }
    Optional<Run> before = before(start.resource(), start.observed());
    Instant to = after(start.resource(), start.observed()).map(Run::startedAt).orElse(null);
    Instant second = Interval.floor(start.observed());
    Instant from = before.map(run -> run.followedAt(second, to)).orElse(second);
    before.filter(run -> run.endsWith(to)).ifPresent(run -> stop(run, from, true));
    insert(id, start, pool, from, to);
    start.parts().forEach(part -> insert(id, part));
    return Optional.of(from);
  }

  private void insert(UUID id, Start start, ResearcherId pool, Instant from, @Nullable Instant to) {
    jdbc.sql(
            """
            INSERT INTO usage_run (id, resource_kind, resource, workspace, person, tool, pool, type,
                                   observed_start, started_at, stopped_at, estimated)
            VALUES (:id, :kind, :resource, :workspace, :person, :tool, :pool, :type,
                    :observed, :from, :to, :estimated)
            """)
        .param("id", id)
        .param("kind", ResourceKinds.kind(start.resource()))
        .param("resource", start.resource().value())
        .param("workspace", start.workspace().value())
        .param("person", start.person())
        .param("tool", start.tool())
        .param("pool", pool.value())
        .param("type", start.type())
        .param("observed", Timestamp.from(start.observed()))
        .param("from", Timestamp.from(from))
        .param("to", to == null ? null : Timestamp.from(to))
        .param("estimated", to != null)
        .update();
  }

  private Optional<Run> before(ResourceId resource, Instant observed) {
    return neighbour(
        resource, observed, "AND observed_start < :observed ORDER BY observed_start DESC LIMIT 1");
  }

  private Optional<Run> after(ResourceId resource, Instant observed) {
    return neighbour(
        resource, observed, "AND observed_start > :observed ORDER BY observed_start LIMIT 1");
  }

  private Optional<Run> neighbour(ResourceId resource, Instant observed, String which) {
    return jdbc.sql(
            """
            SELECT %s FROM usage_run WHERE resource_kind = :kind AND resource = :resource %s
            """
                .formatted(COLUMNS, which))
        .param("kind", ResourceKinds.kind(resource))
        .param("resource", resource.value())
        .param("observed", Timestamp.from(observed))
        .query(RunTable::run)
        .optional();
  }

  private void insert(UUID run, Quantity part) {
    jdbc.sql(
            """
            INSERT INTO usage_part (run, sku_key, quantity, use_id) VALUES (:run, :sku, :quantity, :use)
            """)
        .param("run", run)
        .param("sku", part.sku().value())
        .param("quantity", part.amount())
        .param("use", useOf(run, part.sku()).value())
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
    Optional<Instant> next = after(run.resource(), run.observedStart()).map(Run::startedAt);
    if (next.isPresent() && next.get().isBefore(stop)) {
      stop = next.get();
    }
    boolean same = stop.equals(run.stoppedAt()) && estimated == run.estimated();
    return same ? Optional.empty() : Optional.of(stop);
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
        ResourceKinds.resource(
            row.getString("resource_kind"), row.getObject("resource", UUID.class)),
        new ResearcherId(row.getObject("pool", UUID.class)),
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
