package org.stipend.orchestrator.books;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Quarantined;

/** Settled use without a price: waits here, in everybody's sight, until there is one. */
@Component
final class QuarantineTable {

  private final JdbcClient jdbc;

  QuarantineTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was found after a mark, in place of what was found there before. A run without a second is
   * an empty stretch; one right at the mark was found before it.
   */
  void replace(ResearcherId pool, Instant mark, List<Quarantined> found) {
    jdbc.sql(
            """
            DELETE FROM quarantine WHERE pool = :pool AND from_at >= :mark AND to_at > :mark
            """)
        .param("pool", pool.value())
        .param("mark", Timestamp.from(mark))
        .update();
    for (Quarantined one : found) {
      jdbc.sql(
              """
              INSERT INTO quarantine (use_id, pool, from_at, to_at) VALUES (:use, :pool, :from, :to)
              """)
          .param("use", one.use().value())
          .param("pool", pool.value())
          .param("from", Timestamp.from(one.window().start()))
          .param("to", Timestamp.from(one.window().end()))
          .update();
    }
  }
}
