package org.stipend.orchestrator.payer;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.ledger.SqlProof;

/** What is true of the payers of every workspace. */
@Component
@Order(5)
final class PayerProof implements ProofCheck {

  private final SqlProof sql;

  PayerProof(SqlProof sql) {
    this.sql = sql;
  }

  @Override
  public List<Result> run() {
    return List.of(
        sql.check("Every workspace has exactly one payer since it exists", "workspace", BINDINGS));
  }

  private static final String BINDINGS =
      """
      SELECT 'workspace ' || w.id || ' has ' || count(b.workspace) || ' bindings, open '
             || count(*) FILTER (WHERE b.bound_to IS NULL AND b.workspace IS NOT NULL)
        FROM workspace w LEFT JOIN payer_binding b ON b.workspace = w.id
       GROUP BY w.id
      HAVING count(*) FILTER (WHERE b.bound_to IS NULL AND b.workspace IS NOT NULL) <> 1
          OR min(b.bound_from) > w.created_at
          OR count(*) FILTER (WHERE b.bound_to IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM payer_binding n WHERE n.workspace = b.workspace AND n.bound_from = b.bound_to)) > 0
      """;
}
