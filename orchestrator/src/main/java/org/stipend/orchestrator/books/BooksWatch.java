package org.stipend.orchestrator.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.engine.TableReading;

/** What is wrong with the books of all pools together, for metrics and health. */
@Component
public final class BooksWatch {

  private static final int EXAMPLES = 20;

  private final JdbcClient jdbc;
  private final GraceCost cost;
  private final TableReading<Alarms> alarms;

  BooksWatch(JdbcClient jdbc, GraceCost cost, InstantSource clock) {
    this.jdbc = jdbc;
    this.cost = cost;
    this.alarms = new TableReading<>(clock, Alarms.NONE, _ -> read());
  }

  public Alarms alarms() {
    return alarms.now();
  }

  private Alarms read() {
    List<Alarms.ParkedPool> pools = parked();
    List<Alarms.UnpricedSku> skus = unpriced();
    List<GraceCost.Exceeded> graces = cost.exceeded();
    return new Alarms(
        pools.size() < EXAMPLES ? pools.size() : countParked(),
        skus.stream().mapToLong(Alarms.UnpricedSku::stretches).sum(),
        graces.size(),
        pools,
        skus.stream().limit(EXAMPLES).toList(),
        graces.stream().limit(EXAMPLES).toList());
  }

  private List<Alarms.ParkedPool> parked() {
    return jdbc.sql(
            """
            SELECT researcher, parked_since, parked_because FROM credit_pool
             WHERE parked_since IS NOT NULL ORDER BY parked_since, researcher LIMIT :examples
            """)
        .param("examples", EXAMPLES)
        .query((row, n) ->
            new Alarms.ParkedPool(
                row.getObject("researcher", UUID.class),
                row.getTimestamp("parked_since").toInstant(),
                row.getString("parked_because")))
        .list();
  }

  private long countParked() {
    return jdbc.sql("SELECT count(*) FROM credit_pool WHERE parked_since IS NOT NULL")
        .query(Long.class)
        .single();
  }

  private List<Alarms.UnpricedSku> unpriced() {
    return jdbc.sql(
            """
            SELECT p.sku_key, min(q.from_at) AS since, count(*) AS stretches, count(DISTINCT q.pool) AS pools
              FROM quarantine q JOIN usage_part p ON p.use_id = q.use_id
             GROUP BY p.sku_key ORDER BY since, p.sku_key
            """)
        .query(BooksWatch::sku)
        .list();
  }

  private static Alarms.UnpricedSku sku(ResultSet row, int n) throws SQLException {
    Instant since = row.getTimestamp("since").toInstant();
    return new Alarms.UnpricedSku(
        row.getString("sku_key"), since, row.getLong("stretches"), row.getLong("pools"));
  }
}
