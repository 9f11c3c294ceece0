package org.stipend.orchestrator.books;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Crossing;

/** What of each pool was crossed, once in its series. Rows are added and never changed. */
@Component
final class CrossingTable {

  private final JdbcClient jdbc;

  CrossingTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Set<Crossing> of(ResearcherId pool) {
    return jdbc.sql("SELECT kind, series, threshold FROM pool_crossing WHERE researcher = :pool")
        .param("pool", pool.value())
        .query((row, n) ->
            new Crossing(
                Crossing.Kind.valueOf(row.getString("kind")),
                row.getLong("series"),
                row.getInt("threshold")))
        .set();
  }

  void insert(ResearcherId pool, Collection<Crossing> crossed, Instant now) {
    for (Crossing one : crossed) {
      jdbc.sql(
              """
              INSERT INTO pool_crossing (researcher, kind, series, threshold, recorded_at)
              VALUES (:pool, :kind, :series, :threshold, :now)
              """)
          .param("pool", pool.value())
          .param("kind", one.kind().name())
          .param("series", one.series())
          .param("threshold", one.threshold())
          .param("now", Timestamp.from(now))
          .update();
    }
  }
}
