package org.stipend.orchestrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stipend.orchestrator.TestDatabase;

/** The database itself keeps the books: whatever the code above it does. */
final class BooksTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @Test
  void refusesAJournalThatDoesNotSumToZero() {
    assertThatThrownBy(
            () -> database.transactions().executeWithoutResult(status -> book("odd", 5, -4)))
        .rootCause()
        .hasMessageContaining("has 2 postings with the sum 1");
    assertThat(
            database
                .jdbc()
                .sql("SELECT count(*) FROM journal WHERE posting_key = 'odd'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void takesAJournalThatSumsToZeroAndNeverLetsItChange() {
    database.transactions().executeWithoutResult(status -> book("even", 5, -5));
    for (JdbcClient jdbc : new JdbcClient[] {database.jdbc(), database.asOwner()}) {
      assertThatThrownBy(() -> jdbc.sql("UPDATE posting SET amount_nanos = 1").update())
          .isNotNull();
      assertThatThrownBy(() -> jdbc.sql("DELETE FROM journal").update()).isNotNull();
    }
  }

  private static void book(String key, long first, long second) {
    JdbcClient jdbc = database.jdbc();
    long journal =
        jdbc.sql(
                """
                INSERT INTO journal (posting_key, fact, kind, booked_at, period, payload_hash)
                VALUES (:key, :key, 'ADJUSTMENT', '2026-04-01T00:00:00Z', '2026-04-01', 'x') RETURNING id
                """)
            .param("key", key)
            .query(Long.class)
            .single();
    int line = 0;
    for (long amount : new long[] {first, second}) {
      line++;
      long account =
          jdbc.sql(
                  """
                  INSERT INTO account (name, kind) VALUES (:name, 'ADJUSTMENT') RETURNING id
                  """)
              .param("name", key + line)
              .query(Long.class)
              .single();
      jdbc.sql("INSERT INTO posting (journal, line, account, amount_nanos) VALUES (:j, :l, :a, :n)")
          .param("j", journal)
          .param("l", line)
          .param("a", account)
          .param("n", amount)
          .update();
    }
  }
}
