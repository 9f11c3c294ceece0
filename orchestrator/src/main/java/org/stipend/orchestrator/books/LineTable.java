package org.stipend.orchestrator.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.PriceId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.usage.ResourceKinds;

/** The rows of charge lines: how much of what was used in a month, and posted for it. */
@Component
final class LineTable {

  private final JdbcClient jdbc;
  private final PriceLists prices;

  LineTable(JdbcClient jdbc, PriceLists prices) {
    this.jdbc = jdbc;
    this.prices = prices;
  }

  /** A charge line with the id of its row. */
  record Kept(long id, ChargeLine line) {}

  /** The lines of a pool from a month on. */
  List<Kept> of(ResearcherId pool, BillingMonth from) {
    PriceList all = prices.all();
    return jdbc.sql(
            """
            SELECT id, resource_kind, resource, sku_key, price, month, cum_quantity, posted_nanos
              FROM charge_line WHERE researcher = :pool AND month >= :month
             ORDER BY id
            """)
        .param("pool", pool.value())
        .param("month", date(from))
        .query((row, n) -> kept(row, all))
        .list();
  }

  /** Its row, made where there is none. */
  long open(ResearcherId pool, ChargeLine.Key key) {
    return jdbc.sql(
            """
            INSERT INTO charge_line (researcher, workspace, resource_kind, resource, sku_key, price, month)
            SELECT :pool, workspace, resource_kind, resource, :sku, :price, :month
              FROM usage_run WHERE resource_kind = :kind AND resource = :resource LIMIT 1
            RETURNING id
            """)
        .param("pool", pool.value())
        .param("kind", ResourceKinds.kind(key.resource()))
        .param("resource", key.resource().value())
        .param("sku", key.sku().value())
        .param("price", key.price().value())
        .param("month", date(key.month()))
        .query(Long.class)
        .single();
  }

  void save(long id, ChargeLine line, Instant settledTo) {
    jdbc.sql(
            """
            UPDATE charge_line SET cum_quantity = :quantity, posted_nanos = :posted, settled_to = :to
             WHERE id = :id
            """)
        .param("quantity", line.quantity())
        .param("posted", line.posted().nanos())
        .param("to", Timestamp.from(settledTo))
        .param("id", id)
        .update();
  }

  private static Kept kept(ResultSet row, PriceList all) throws SQLException {
    SkuKey sku = SkuKey.of(row.getString("sku_key"));
    PriceId id = new PriceId(row.getObject("price", UUID.class));
    Price price =
        all.versions(sku).stream()
            .filter(version -> version.id().equals(id))
            .findFirst()
            .orElseThrow();
    BillingMonth month = new BillingMonth(YearMonth.from(row.getObject("month", LocalDate.class)));
    ChargeLine.Key key =
        new ChargeLine.Key(
            ResourceKinds.resource(
                row.getString("resource_kind"), row.getObject("resource", UUID.class)),
            sku,
            id,
            month);
    return new Kept(
        row.getLong("id"),
        new ChargeLine(
            key,
            price.in(month),
            row.getLong("cum_quantity"),
            Money.ofNanos(row.getLong("posted_nanos"))));
  }

  private static LocalDate date(BillingMonth month) {
    return month.month().atDay(1);
  }
}
