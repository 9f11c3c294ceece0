package org.stipend.orchestrator.funding;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;

/** The rows of pools, their marks and their grants. */
@Component
final class PoolRows {

  private static final String COLUMNS =
      """
      researcher, status, ended_at, settled_to, epoch, revision, deadline, ends_at, machines_stop_at, stop_ordered
      """;

  private final JdbcClient jdbc;

  PoolRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A pool without grants, unless there is one; its books begin before this second. */
  void ensure(ResearcherId owner, Instant at) {
    Timestamp before = Timestamp.from(Interval.floor(at).minusSeconds(1));
    int inserted =
        jdbc.sql(
                """
                INSERT INTO credit_pool (researcher, status, settled_to, epoch, created_at)
                VALUES (:owner, 'NONE', :before, 1, :at)
                ON CONFLICT (researcher) DO NOTHING
                """)
            .param("owner", owner.value())
            .param("before", before)
            .param("at", Timestamp.from(at))
            .update();
    if (inserted == 1) {
      mark(owner, new PoolRow.Mark(before.toInstant(), Standing.NONE, null));
    }
  }

  PoolRow lock(ResearcherId owner) {
    return select("WHERE researcher = :owner FOR UPDATE", owner)
        .orElseThrow(() -> new IllegalStateException("%s has no credit pool".formatted(owner)));
  }

  Optional<PoolRow> find(ResearcherId owner) {
    return select("WHERE researcher = :owner", owner);
  }

  private Optional<PoolRow> select(String where, ResearcherId owner) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM credit_pool " + where)
        .param("owner", owner.value())
        .query(PoolRows::row)
        .optional();
  }

  /** Locks the pool that has waited longest for its deadline, unless somebody has it. */
  Optional<PoolRow> lockOverdue(Instant before, Set<ResearcherId> except) {
    return lockLongestDue("deadline", before, except);
  }

  Optional<PoolRow> lockDueForSettlement(Instant now, Set<ResearcherId> except) {
    return lockLongestDue("settle_due", now, except);
  }

  private Optional<PoolRow> lockLongestDue(String column, Instant by, Set<ResearcherId> except) {
    return jdbc.sql(
            """
            SELECT %1$s FROM credit_pool
             WHERE %2$s <= :by AND researcher <> ALL (:except::uuid[])
             ORDER BY %2$s LIMIT 1 FOR UPDATE SKIP LOCKED
            """
                .formatted(COLUMNS, column))
        .param("by", Timestamp.from(by))
        .param("except", array(except))
        .query(PoolRows::row)
        .optional();
  }

  /** In PostgreSQL's own notation. */
  private static String array(Set<ResearcherId> researchers) {
    return researchers.stream()
        .map(researcher -> researcher.value().toString())
        .collect(joining(",", "{", "}"));
  }

  void save(PoolRow row, @Nullable Instant settleDue) {
    jdbc.sql(
            """
            UPDATE credit_pool
               SET status = :status, ended_at = :ended, settled_to = :settled, epoch = :epoch,
                   revision = :revision, deadline = :deadline, ends_at = :ends,
                   machines_stop_at = :stop, stop_ordered = :ordered, settle_due = :due
             WHERE researcher = :owner
            """)
        .param("status", row.standing().name())
        .param("ended", timestamp(row.endedAt()))
        .param("settled", Timestamp.from(row.settledTo()))
        .param("epoch", row.epoch())
        .param("revision", row.revision())
        .param("deadline", timestamp(row.deadline()))
        .param("ends", timestamp(row.endsAt()))
        .param("stop", timestamp(row.machinesStopAt()))
        .param("ordered", row.stopOrdered())
        .param("due", timestamp(settleDue))
        .param("owner", row.owner().value())
        .update();
  }

  // ---- marks

  void mark(ResearcherId owner, PoolRow.Mark mark) {
    jdbc.sql(
            """
            INSERT INTO pool_mark (researcher, settled_to, status, ended_at)
            VALUES (:owner, :settled, :status, :ended)
            ON CONFLICT (researcher, settled_to) DO UPDATE
               SET status = EXCLUDED.status, ended_at = EXCLUDED.ended_at
            """)
        .param("owner", owner.value())
        .param("settled", Timestamp.from(mark.settledTo()))
        .param("status", mark.standing().name())
        .param("ended", timestamp(mark.endedAt()))
        .update();
  }

  /** The newest state before an instant. */
  Optional<PoolRow.Mark> markBefore(ResearcherId owner, Instant instant) {
    return jdbc.sql(
            """
            SELECT settled_to, status, ended_at FROM pool_mark
             WHERE researcher = :owner AND settled_to < :instant
             ORDER BY settled_to DESC LIMIT 1
            """)
        .param("owner", owner.value())
        .param("instant", Timestamp.from(instant))
        .query((row, n) ->
            new PoolRow.Mark(
                row.getTimestamp("settled_to").toInstant(),
                Standing.valueOf(row.getString("status")),
                instant(row, "ended_at")))
        .optional();
  }

  /** Forgets the states after an instant, oldest first. */
  List<Instant> forgetMarksAfter(ResearcherId owner, Instant instant) {
    return jdbc.sql(
            """
            WITH gone AS (
              DELETE FROM pool_mark WHERE researcher = :owner AND settled_to > :instant RETURNING settled_to)
            SELECT settled_to FROM gone ORDER BY settled_to
            """)
        .param("owner", owner.value())
        .param("instant", Timestamp.from(instant))
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .list();
  }

  // ---- grants

  List<GrantBalance> grants(ResearcherId owner) {
    return jdbc.sql(
            """
            SELECT g.id, g.programme, g.amount_nanos, g.priority, g.promotional, g.effective_at, g.expires_at,
                   a.balance_nanos
              FROM credit_grant g JOIN account a ON a.name = 'credit:' || g.id
             WHERE g.researcher = :owner
            """)
        .param("owner", owner.value())
        .query(PoolRows::balance)
        .list();
  }

  private static GrantBalance balance(ResultSet row, int n) throws SQLException {
    return new GrantBalance(
        new Grant(
            new GrantId(row.getObject("id", UUID.class)),
            row.getString("programme"),
            Money.ofNanos(row.getLong("amount_nanos")),
            row.getInt("priority"),
            row.getBoolean("promotional"),
            row.getTimestamp("effective_at").toInstant(),
            instant(row, "expires_at")),
        Money.ofNanos(row.getLong("balance_nanos")));
  }

  private static PoolRow row(ResultSet row, int n) throws SQLException {
    return new PoolRow(
        new ResearcherId(row.getObject("researcher", UUID.class)),
        Standing.valueOf(row.getString("status")),
        instant(row, "ended_at"),
        row.getTimestamp("settled_to").toInstant(),
        row.getLong("epoch"),
        row.getInt("revision"),
        instant(row, "deadline"),
        instant(row, "ends_at"),
        instant(row, "machines_stop_at"),
        row.getBoolean("stop_ordered"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
