package org.stipend.orchestrator.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Standing;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How each pool stood at the instants its books were settled to. */
@Component
final class MarkTable {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  MarkTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * @param unposted by the rows of charge lines
   */
  record Row(Instant settledTo, Standing standing, Map<Long, Long> unposted) {

    /** Where the books of a pool begin. */
    static Row beginning(Instant at) {
      return new Row(at, Standing.NONE, Map.of());
    }
  }

  void insert(ResearcherId pool, Row mark) {
    jdbc.sql(
            """
            INSERT INTO pool_mark (researcher, settled_to, status, ended_at, unposted)
            VALUES (:pool, :settled, :status, :ended, :unposted::jsonb)
            ON CONFLICT (researcher, settled_to) DO UPDATE
               SET status = EXCLUDED.status, ended_at = EXCLUDED.ended_at,
                   unposted = coalesce(EXCLUDED.unposted, pool_mark.unposted)
            """)
        .param("pool", pool.value())
        .param("settled", Timestamp.from(mark.settledTo()))
        .param("status", mark.standing().status().name())
        .param("ended", PoolTable.timestamp(mark.standing().endedAt()))
        .param(
            "unposted",
            mark.unposted().isEmpty()
                ? null
                : json.writeValueAsString(new TreeMap<>(mark.unposted())))
        .update();
  }

  /** The newest before an instant. */
  Optional<Row> before(ResearcherId pool, Instant instant) {
    return jdbc.sql(
            """
            SELECT settled_to, status, ended_at, unposted FROM pool_mark
             WHERE researcher = :pool AND settled_to < :instant
             ORDER BY settled_to DESC LIMIT 1
            """)
        .param("pool", pool.value())
        .param("instant", Timestamp.from(instant))
        .query(this::row)
        .optional();
  }

  /** Those after an instant, oldest first. */
  List<Row> after(ResearcherId pool, Instant instant) {
    return jdbc.sql(
            """
            SELECT settled_to, status, ended_at, unposted FROM pool_mark
             WHERE researcher = :pool AND settled_to > :instant ORDER BY settled_to
            """)
        .param("pool", pool.value())
        .param("instant", Timestamp.from(instant))
        .query(this::row)
        .list();
  }

  void forgetAfter(ResearcherId pool, Instant instant) {
    jdbc.sql("DELETE FROM pool_mark WHERE researcher = :pool AND settled_to > :instant")
        .param("pool", pool.value())
        .param("instant", Timestamp.from(instant))
        .update();
  }

  private Row row(ResultSet row, int n) throws SQLException {
    String unposted = row.getString("unposted");
    return new Row(
        row.getTimestamp("settled_to").toInstant(),
        new Standing(
            Standing.Status.valueOf(row.getString("status")), PoolTable.instant(row, "ended_at")),
        unposted == null ? Map.of() : read(unposted));
  }

  private Map<Long, Long> read(String unposted) {
    return json.readValue(unposted, new TypeReference<Map<Long, Long>>() {});
  }
}
