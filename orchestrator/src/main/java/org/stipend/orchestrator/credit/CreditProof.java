package org.stipend.orchestrator.credit;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.ledger.SqlProof;

/** What is true of every grant, by arithmetic of the database and not of our code. */
@Component
@Order(4)
final class CreditProof implements ProofCheck {

  private final SqlProof sql;

  CreditProof(SqlProof sql) {
    this.sql = sql;
  }

  @Override
  public List<Result> run() {
    return List.of(
        sql.check(
            "Granted = spent + available + expired + revoked, for each grant",
            "credit_grant",
            GRANTS),
        sql.check("No grant pays for use outside its time", "credit_grant", GRANT_TIMES));
  }

  private static final String GRANTS =
      """
      SELECT 'grant ' || g.id || ': granted ' || g.amount_nanos || ', booked ' || b.granted || ', spent ' || b.spent
             || ', available ' || a.balance_nanos || ', expired ' || b.expired || ', revoked ' || b.revoked
        FROM credit_grant g
        LEFT JOIN account a ON a.name = 'credit:' || g.id
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(p.amount_nanos) FILTER (WHERE k.kind = 'GRANT'), 0) AS granted,
                 coalesce(-sum(p.amount_nanos) FILTER (WHERE k.kind = 'REVOKE'), 0) AS revoked,
                 coalesce(-sum(p.amount_nanos) FILTER (WHERE k.kind = 'EXPIRE'), 0) AS expired,
                 coalesce(-sum(p.amount_nanos) FILTER (WHERE p.charge_line IS NOT NULL), 0) AS spent
            FROM posting p JOIN journal j ON j.id = p.journal
            LEFT JOIN journal o ON o.id = j.reverses_journal
            CROSS JOIN LATERAL (SELECT coalesce(o.kind, j.kind) AS kind) k
           WHERE p.account = a.id) b
       WHERE a.id IS NULL OR b.granted <> g.amount_nanos
          OR b.granted <> b.spent + a.balance_nanos + b.expired + b.revoked
          OR b.spent < 0 OR b.expired < 0
          OR b.revoked > (SELECT coalesce(sum(r.amount_nanos), 0) FROM grant_revocation r WHERE r.grant_id = g.id)
      """;

  private static final String GRANT_TIMES =
      """
      SELECT 'journal ' || j.id || ' draws on grant ' || g.id || ' for use from ' || j.usage_from || ' to ' || j.usage_to
        FROM credit_grant g
        JOIN account a ON a.name = 'credit:' || g.id
        JOIN posting p ON p.account = a.id AND p.charge_line IS NOT NULL
        JOIN journal j ON j.id = p.journal
       WHERE j.usage_from < g.effective_at OR j.usage_to > g.expires_at
      """;
}
