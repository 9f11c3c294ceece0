package org.stipend.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.SkuKey;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.MoneyWorld;

/** A price list that the product before took over, in its own columns, and the one after it. */
final class PricesOfBeforeTest {

  private static final String TODAY = "us-central1-2026-07-30";
  private static final SkuKey CORE = SkuKey.of("n1.core");

  private final TestDatabase database = new TestDatabase();

  @BeforeEach
  void theListOfToday() {
    database.openAsOf("9");
    importAsBefore();
    database.migrate();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void goesOnAndIsReplacedInPlace() {
    MoneyWorld world = new MoneyWorld(database);
    PriceLists prices = world.get(PriceLists.class);
    Instant change = T0.plusSeconds(10);
    PriceList before = prices.all();
    assertThat(
            world
                .jdbc()
                .sql("SELECT id || ' ' || status FROM price_list")
                .query(String.class)
                .list())
        .containsExactly(TODAY + " ACTIVE");
    world.clock.moveTo(change);
    world
        .get(PriceImport.class)
        .take(MadeUpPrices.named("next").price("n1.core", 40_000_000).json());
    assertThat(prices.all().at(CORE, change.minusSeconds(1)).map(Price::id))
        .isEqualTo(before.at(CORE, change.minusSeconds(1)).map(Price::id));
    assertThat(prices.all().at(CORE, change).orElseThrow().nanos()).isEqualTo(40_000_000);
    world.close();
  }

  private void importAsBefore() {
    database
        .jdbc()
        .sql(
            """
            INSERT INTO price_list (id, region, source_url, source_file, source_sha256, captured_at, licence,
                                    currency, status, approved_at)
            VALUES (:id, 'us-central1', '', '', :sha256, :now, '', 'USD', 'ACTIVE', :now)
            """)
        .param("id", TODAY)
        .param("sha256", PriceFile.sha256(MadeUpPrices.bundled()))
        .param("now", Timestamp.from(T0))
        .update();
    database
        .jdbc()
        .sql(
            """
            INSERT INTO price (id, price_list, region, sku_key, sku_id, description, usage_unit, unit_seconds,
                               sub_units, tier_start, units, nanos, effective_from, confidence, source)
            SELECT gen_random_uuid(), :id, 'us-central1', sku, "skuId", description, unit,
                   CASE unit WHEN 'GIB' THEN NULL WHEN 'GIB_MONTH' THEN 'MONTH' ELSE 'HOUR' END,
                   CASE unit WHEN 'VCPU_HOUR' THEN 1000 WHEN 'GIB_HOUR' THEN 1024 ELSE 1 END,
                   coalesce("tierStart", 0), units::bigint, nanos, '2020-01-01T00:00:00Z', confidence, source
              FROM jsonb_to_recordset(CAST(:file AS jsonb) -> 'prices')
                AS line (sku text, "skuId" text, description text, unit text, units text, nanos int,
                         "tierStart" bigint, confidence text, source text)
            """)
        .param("id", TODAY)
        .param("file", MadeUpPrices.bundled())
        .update();
  }
}
