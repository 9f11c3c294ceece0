package org.stipend.orchestrator.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.books.End.Cause;

/** When running machines stop by themselves: at their run limit, or with the credit that pays. */
@Component
public final class MachineEnds {

  private final JdbcClient jdbc;

  MachineEnds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Of those that run and whose end is in sight. */
  public Map<RuntimeId, End> of(Collection<RuntimeId> runtimes, Instant now) {
    Map<RuntimeId, End> ends = new HashMap<>();
    if (runtimes.isEmpty()) {
      return ends;
    }
    jdbc.sql(
            """
            SELECT r.id, r.runs_until, c.ends_at, c.machines_stop_at,
                   ARRAY(SELECT g.expires_at FROM credit_grant g
                          WHERE g.researcher = c.researcher AND g.expires_at IS NOT NULL) AS expiries
              FROM runtime r
              LEFT JOIN payer_binding b
                ON b.workspace = r.workspace AND b.kind = 'CREDIT' AND b.bound_to IS NULL
               AND NOT EXISTS ( -- an account takes over
                     SELECT 1 FROM payer_successor s
                      WHERE s.workspace = r.workspace AND s.ready_to IS NULL AND NOT EXISTS (
                            SELECT 1 FROM account_outage o
                             WHERE o.account = s.account AND o.out_to IS NULL))
              LEFT JOIN credit_pool c ON c.researcher::text = b.payer AND c.ended_at IS NULL
             WHERE r.id IN (:runtimes) AND r.state = 'RUNNING'
            """)
        .param("runtimes", runtimes.stream().map(RuntimeId::value).toList())
        .query(row -> {
          End end = End.first(ofCredit(row), limit(row), now);
          if (end != null) {
            ends.put(new RuntimeId(row.getObject("id", UUID.class)), end);
          }
        });
    return ends;
  }

  /** Machines are told to stop a moment before the credit ends. */
  private static @Nullable End ofCredit(ResultSet row) throws SQLException {
    Instant ends = instant(row.getTimestamp("ends_at"));
    if (ends == null) {
      return null;
    }
    Instant stop = instant(row.getTimestamp("machines_stop_at"));
    End end = End.ofCredit(ends, expiries(row));
    return stop == null ? end : end.movedTo(stop);
  }

  private static List<Instant> expiries(ResultSet row) throws SQLException {
    return Arrays.stream((Timestamp[]) row.getArray("expiries").getArray())
        .map(Timestamp::toInstant)
        .toList();
  }

  private static @Nullable End limit(ResultSet row) throws SQLException {
    Instant until = instant(row.getTimestamp("runs_until"));
    return until == null ? null : new End(until, Cause.RUN_LIMIT);
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
