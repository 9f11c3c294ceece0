package org.stipend.orchestrator.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proves what a query can say: it finds what is not so. */
@Component
public final class SqlProof {

  private static final int EXAMPLES = 5;

  private final JdbcClient jdbc;

  SqlProof(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param counted a table, with a condition where only some rows are meant
   * @param wrong a query with a text column for each thing that is not so
   */
  public ProofCheck.Result check(String name, String counted, String wrong) {
    long checked = jdbc.sql("SELECT count(*) FROM " + counted).query(Long.class).single();
    List<String> examples =
        jdbc.sql("SELECT * FROM (" + wrong + ") wrong LIMIT " + EXAMPLES)
            .query(String.class)
            .list();
    return ProofCheck.Result.of(name, checked, examples);
  }
}
