package org.stipend.orchestrator.books;

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
import org.stipend.cost.funding.Standing;
import org.stipend.cost.time.Interval;

/**
 * The rows of pools. Whoever writes one holds its lock; new prices hold them all ({@link
 * PriceChanges}).
 */
@Component
final class PoolTable {

  private static final String COLUMNS =
      """
      researcher, status, ended_at, settled_to, stale_since, due_to, written_at, revision, epoch, deadline,
      ends_at, machines_stop_at, stop_ordered, parked_since IS NOT NULL AS parked
      """;

  private final JdbcClient jdbc;
  private final MarkTable marks;

  PoolTable(JdbcClient jdbc, MarkTable marks) {
    this.jdbc = jdbc;
    this.marks = marks;
  }

  /** A pool without grants, unless there is one; its books begin before this second. */
  PoolRow ensure(ResearcherId owner, Instant at) {
    Instant before = Interval.floor(at).minusSeconds(1);
    int inserted =
        jdbc.sql(
                """
                INSERT INTO credit_pool (researcher, status, settled_to, epoch, created_at)
                VALUES (:owner, 'NONE', :before, 1, :at)
                ON CONFLICT (researcher) DO NOTHING
                """)
            .param("owner", owner.value())
            .param("before", Timestamp.from(before))
            .param("at", Timestamp.from(at))
            .update();
    if (inserted == 1) {
      marks.insert(owner, MarkTable.Row.beginning(before));
    }
    return get(owner);
  }

  /** The books begin before an instant, before which nothing happened if they do not. */
  void beginBefore(ResearcherId owner, Instant since) {
    if (marks.before(owner, since).isEmpty()) {
      marks.insert(owner, MarkTable.Row.beginning(since.minusSeconds(1)));
    }
  }

  /** To be changed. Locked as a row too: a new price list waits for all that are being rated. */
  PoolRow get(ResearcherId owner) {
    return select("WHERE researcher = :owner FOR UPDATE", owner)
        .orElseThrow(() -> new IllegalStateException("%s has no credit pool".formatted(owner)));
  }

  Optional<PoolRow> find(ResearcherId owner) {
    return select("WHERE researcher = :owner", owner);
  }

  private Optional<PoolRow> select(String where, ResearcherId owner) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM credit_pool " + where)
        .param("owner", owner.value())
        .query(PoolTable::row)
        .optional();
  }

  List<ResearcherId> all() {
    return jdbc.sql("SELECT researcher FROM credit_pool ORDER BY researcher")
        .query((row, n) -> new ResearcherId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Those that have waited longest for their deadline. */
  List<ResearcherId> overdue(Instant by, int limit) {
    return longestDue("deadline", by, limit);
  }

  List<ResearcherId> dueForSettlement(Instant by, int limit) {
    return longestDue("settle_due", by, limit);
  }

  private List<ResearcherId> longestDue(String column, Instant by, int limit) {
    return jdbc.sql(
            """
            SELECT researcher FROM credit_pool
             WHERE %1$s <= :by
             ORDER BY %1$s LIMIT :limit
            """
                .formatted(column))
        .param("by", Timestamp.from(by))
        .param("limit", limit)
        .query((row, n) -> new ResearcherId(row.getObject(1, UUID.class)))
        .list();
  }

  void save(PoolRow row, @Nullable Instant settleDue) {
    jdbc.sql(
            """
            UPDATE credit_pool
               SET status = :status, ended_at = :ended, settled_to = :settled, stale_since = :stale,
                   due_to = :dueTo, written_at = :written, revision = :revision, epoch = :epoch,
                   deadline = :deadline, ends_at = :ends, machines_stop_at = :stop, stop_ordered = :ordered,
                   settle_due = :due
             WHERE researcher = :owner
            """)
        .param("status", row.standing().status().name())
        .param("ended", timestamp(row.standing().endedAt()))
        .param("settled", Timestamp.from(row.settledTo()))
        .param("stale", timestamp(row.staleSince()))
        .param("dueTo", timestamp(row.dueTo()))
        .param("written", timestamp(row.writtenAt()))
        .param("revision", row.revision())
        .param("epoch", row.epoch())
        .param("deadline", timestamp(row.deadline()))
        .param("ends", timestamp(row.endsAt()))
        .param("stop", timestamp(row.machinesStopAt()))
        .param("ordered", row.stopOrdered())
        .param("due", timestamp(settleDue))
        .param("owner", row.owner().value())
        .update();
  }

  /** Its machines were told to stop. */
  void stopIsOrdered(ResearcherId owner) {
    jdbc.sql("UPDATE credit_pool SET stop_ordered = true WHERE researcher = :owner")
        .param("owner", owner.value())
        .update();
  }

  /** Nothing more is booked of it. */
  void park(ResearcherId owner, String because, Instant now) {
    jdbc.sql(
            """
            UPDATE credit_pool SET parked_since = coalesce(parked_since, :now), parked_because = :because
             WHERE researcher = :owner
            """)
        .param("now", Timestamp.from(now))
        .param("because", because)
        .param("owner", owner.value())
        .update();
  }

  void release(ResearcherId owner) {
    jdbc.sql(
            """
            UPDATE credit_pool SET parked_since = NULL, parked_because = NULL WHERE researcher = :owner
            """)
        .param("owner", owner.value())
        .update();
  }

  private static PoolRow row(ResultSet row, int n) throws SQLException {
    return new PoolRow(
        new ResearcherId(row.getObject("researcher", UUID.class)),
        new Standing(Standing.Status.valueOf(row.getString("status")), instant(row, "ended_at")),
        row.getTimestamp("settled_to").toInstant(),
        instant(row, "stale_since"),
        instant(row, "due_to"),
        instant(row, "written_at"),
        row.getInt("revision"),
        row.getLong("epoch"),
        instant(row, "deadline"),
        instant(row, "ends_at"),
        instant(row, "machines_stop_at"),
        row.getBoolean("stop_ordered"),
        row.getBoolean("parked"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
