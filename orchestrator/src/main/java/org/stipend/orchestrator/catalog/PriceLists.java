package org.stipend.orchestrator.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.PriceId;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.price.UsageUnit;

/**
 * The prices of the region in force, past, present and announced. A retired list's rate what was
 * used in their time, and those that later lists left as they were go on; a draft's rate nothing.
 */
@Component
public final class PriceLists {

  /** Where everything runs and is rated. */
  public static final String REGION = "us-central1";

  private final JdbcClient jdbc;
  private volatile @Nullable Known known;

  PriceLists(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param lists which lists they are from: as long as these are all, nothing has changed
   */
  private record Known(List<String> lists, PriceList prices) {}

  /** Every price that rates; asked again whenever anybody has taken a list over. */
  public PriceList all() {
    List<String> lists = lists();
    Known before = known;
    if (before != null && before.lists().equals(lists)) {
      return before.prices();
    }
    PriceList prices = read();
    known = new Known(lists, prices);
    return prices;
  }

  /** Changes with every import, in whatever process: a handful of rows. */
  private List<String> lists() {
    return jdbc.sql(
            """
            SELECT id || ' ' || effective_from FROM price_list
             WHERE region = :region AND status <> 'DRAFT' ORDER BY id
            """)
        .param("region", REGION)
        .query(String.class)
        .list();
  }

  private PriceList read() {
    return PriceList.of(
        jdbc.sql(
                """
                SELECT p.id, p.sku_key, p.sku_id, p.usage_unit, p.units, p.nanos,
                       p.effective_from, p.effective_to
                  FROM price p JOIN price_list l ON l.id = p.price_list
                 WHERE l.region = :region AND l.status <> 'DRAFT'
                   AND p.unit_seconds IS NOT NULL AND p.tier_start = 0
                 ORDER BY p.sku_key, p.effective_from
                """)
            .param("region", REGION)
            .query(PriceLists::price)
            .list());
  }

  /**
   * The list that holds at an instant: it names every price in force, also those it took over
   * unchanged from the ones before it.
   */
  Provenance provenance(Instant now) {
    return jdbc.sql(
            """
            SELECT id, region, captured_at, source_url || ' ' || source_file AS source
              FROM price_list
             WHERE region = :region AND status <> 'DRAFT' AND effective_from <= :now
             ORDER BY effective_from DESC LIMIT 1
            """)
        .param("region", REGION)
        .param("now", Timestamp.from(now))
        .query((row, n) ->
            new Provenance(
                row.getString("id"),
                row.getString("region"),
                row.getTimestamp("captured_at").toInstant(),
                row.getString("source")))
        .single();
  }

  public String description(SkuKey sku) {
    return jdbc.sql(
            """
            SELECT p.description FROM price p JOIN price_list l ON l.id = p.price_list
             WHERE l.region = :region AND l.status <> 'DRAFT' AND p.sku_key = :sku
             ORDER BY p.effective_from DESC, p.tier_start LIMIT 1
            """)
        .param("region", REGION)
        .param("sku", sku.value())
        .query(String.class)
        .single();
  }

  private static Price price(ResultSet row, int n) throws SQLException {
    Timestamp end = row.getTimestamp("effective_to");
    return new Price(
        new PriceId(row.getObject("id", UUID.class)),
        SkuKey.of(row.getString("sku_key")),
        row.getString("sku_id"),
        UsageUnit.valueOf(row.getString("usage_unit")),
        row.getLong("units"),
        row.getInt("nanos"),
        row.getTimestamp("effective_from").toInstant(),
        end == null ? null : end.toInstant());
  }

  record Provenance(String id, String region, Instant capturedAt, String source) {}
}
