package org.stipend.orchestrator.proxy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.proxy.ToolEnd.Cause;

/** When machines stop by themselves: at their run limit, or with the credit that pays them. */
@Component
final class ToolEnds {

  private final JdbcClient jdbc;

  ToolEnds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Null: not in sight. */
  @Nullable ToolEnd of(RuntimeId runtime, Instant now) {
    return jdbc.sql(
            """
            SELECT r.runs_until, coalesce(c.machines_stop_at, c.ends_at) AS credit_until,
                   EXISTS (SELECT FROM credit_grant g
                            WHERE g.researcher = c.researcher
                              AND g.expires_at BETWEEN c.ends_at - interval '1 second'
                                                   AND c.ends_at + interval '1 second') AS expires
              FROM runtime r
              LEFT JOIN payer_binding b
                ON b.workspace = r.workspace AND b.kind = 'CREDIT' AND b.bound_to IS NULL
              LEFT JOIN credit_pool c ON c.researcher::text = b.payer AND c.ended_at IS NULL
             WHERE r.id = :runtime
            """)
        .param("runtime", runtime.value())
        .query((rs, row) -> new Found(ofCredit(rs), at(rs, "runs_until", Cause.RUN_LIMIT)))
        .optional()
        .map(found -> ToolEnd.first(found.ofCredit(), found.limit(), now))
        .orElse(null);
  }

  private record Found(@Nullable ToolEnd ofCredit, @Nullable ToolEnd limit) {}

  private static @Nullable ToolEnd ofCredit(ResultSet rs) throws SQLException {
    return at(rs, "credit_until", rs.getBoolean("expires") ? Cause.EXPIRY : Cause.CREDIT);
  }

  private static @Nullable ToolEnd at(ResultSet rs, String column, Cause cause)
      throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : new ToolEnd(at.toInstant(), cause);
  }
}
