package org.stipend.orchestrator.ledger;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is true of the ledger by itself, by arithmetic of the database and not of our code. */
@Component
@Order(1)
final class LedgerProof implements ProofCheck {

  private final SqlProof sql;

  LedgerProof(SqlProof sql) {
    this.sql = sql;
  }

  @Override
  public List<Result> run() {
    return List.of(
        sql.check("Every journal sums to zero", "journal", JOURNALS),
        sql.check("All accounts together sum to zero", "account", ACCOUNTS),
        sql.check("Credit is never below zero", "account WHERE kind = 'CREDIT'", CREDIT),
        sql.check(
            "Each kept balance equals the sum of its postings",
            "account WHERE kind = 'CREDIT'",
            BALANCES),
        sql.check(
            "Every reversal mirrors what it reverses, once",
            "journal WHERE kind = 'REVERSAL'",
            REVERSALS));
  }

  private static final String JOURNALS =
      """
      SELECT 'journal ' || j.id || ' sums to ' || coalesce(sum(p.amount_nanos), 0) || ' over ' || count(p.journal)
        FROM journal j LEFT JOIN posting p ON p.journal = j.id
       GROUP BY j.id HAVING coalesce(sum(p.amount_nanos), 0) <> 0 OR count(p.journal) < 2
      """;

  private static final String ACCOUNTS =
      "SELECT 'the sum is ' || sum(amount_nanos) FROM posting HAVING sum(amount_nanos) <> 0";

  private static final String CREDIT =
      """
      SELECT name || ' is ' || balance_nanos FROM account
       WHERE kind = 'CREDIT' AND (balance_nanos IS NULL OR balance_nanos < 0)
      """;

  private static final String BALANCES =
      """
      SELECT a.name || ' keeps ' || a.balance_nanos || ', its postings sum to ' || coalesce(sum(p.amount_nanos), 0)
        FROM account a LEFT JOIN posting p ON p.account = a.id
       WHERE a.kind = 'CREDIT'
       GROUP BY a.id HAVING a.balance_nanos <> coalesce(sum(p.amount_nanos), 0)
      """;

  private static final String REVERSALS =
      """
      SELECT 'journal ' || r.id || ' does not mirror ' || o.id
        FROM journal r JOIN journal o ON o.id = r.reverses_journal
       WHERE r.quantity <> -o.quantity
          OR EXISTS (SELECT 1 FROM posting p WHERE p.journal IN (r.id, o.id)
                      GROUP BY p.account HAVING sum(p.amount_nanos) <> 0)
      """;
}
