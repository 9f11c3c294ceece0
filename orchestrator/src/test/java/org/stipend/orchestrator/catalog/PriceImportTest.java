package org.stipend.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.stipend.cost.DiskId;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.SkuKey;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.MoneyWorld;

/** The list of today, and what comes after it. */
final class PriceImportTest {

  private static final String TODAY = "us-central1-2026-07-30";
  private static final SkuKey CORE = SkuKey.of("n1.core");
  private static final SkuKey DISK = SkuKey.of("pd.balanced");

  private final TestDatabase database = new TestDatabase();
  private MoneyWorld world;

  @BeforeEach
  void theListOfToday() {
    database.open();
    world = new MoneyWorld(database);
  }

  @AfterEach
  void close() {
    world.close();
    database.close();
  }

  private static Instant t(long seconds) {
    return T0.plusSeconds(seconds);
  }

  private void take(Instant now, MadeUpPrices list) {
    world.clock.moveTo(now);
    world.get(PriceImport.class).take(list.json());
  }

  private static MadeUpPrices dearer(String id) {
    return MadeUpPrices.named(id).price("n1.core", 40_000_000).price("pd.balanced", 120_000_000);
  }

  private PriceList all() {
    return world.get(PriceLists.class).all();
  }

  private List<String> lists() {
    return world
        .jdbc()
        .sql("SELECT id || ' ' || status FROM price_list ORDER BY id")
        .query(String.class)
        .list();
  }

  private long count(String what) {
    return world.jdbc().sql("SELECT count(*) FROM " + what).query(Long.class).single();
  }

  @Test
  void endsWhatItChangesAndLeavesTheRestAsItIs() {
    PriceList before = all();
    take(t(500).plusMillis(900), dearer("next"));
    for (SkuKey sku : before.skus()) {
      Price old = before.versions(sku).getFirst();
      if (sku.equals(CORE) || sku.equals(DISK)) {
        assertThat(all().at(sku, t(499)))
            .hasValueSatisfying(price -> {
              assertThat(price.id()).isEqualTo(old.id());
              assertThat(price.end()).contains(t(500));
            });
        assertThat(all().at(sku, t(500)).orElseThrow().effectiveFrom()).isEqualTo(t(500));
      } else {
        assertThat(all().versions(sku)).containsExactly(old);
      }
    }
    assertThat(all().at(CORE, t(500)).orElseThrow().nanos()).isEqualTo(40_000_000);
    assertThat(lists()).containsExactly("next ACTIVE", TODAY + " RETIRED");
    assertThat(count("price WHERE price_list = 'next'")).isEqualTo(2);
  }

  @Test
  void aListAnnouncedHoldsFromItsInstantOn() {
    take(t(10), dearer("next").from(t(3_600)));
    PriceLists prices = world.get(PriceLists.class);
    assertThat(all().nextChangeAfter(CORE, t(10))).contains(t(3_600));
    assertThat(prices.provenance(t(3_599)).id()).isEqualTo(TODAY);
    assertThat(prices.provenance(t(3_600)).id()).isEqualTo("next");
  }

  @Test
  void listsTakeEffectInTheirOrder() {
    take(t(10), dearer("next").from(t(3_600)));
    take(t(20), MadeUpPrices.named("next but one").price("n1.core", 50_000_000));
    assertThat(all().versions(CORE).stream().map(Price::effectiveFrom))
        .endsWith(t(3_600), t(3_601));
    assertThat(all().at(DISK, t(3_601)).orElseThrow().nanos()).isEqualTo(100_000_000);
  }

  @Test
  void aPriceThatIsOnlyDescribedAnewGoesOn() {
    PriceList before = all();
    take(t(10), MadeUpPrices.named("next").describedAs("n1.core", "a core"));
    assertThat(all()).isEqualTo(before);
    assertThat(world.get(PriceLists.class).provenance(t(10)).id()).isEqualTo("next");
  }

  @Test
  void isTakenOverOnceByHoweverManyAtOnce() {
    var other = new MoneyWorld(database);
    world.clock.moveTo(t(10));
    other.clock.moveTo(t(11));
    String next = dearer("next").json();
    CompletableFuture.allOf(
            Stream.of(world, other, world, other)
                .map(one -> CompletableFuture.runAsync(() -> one.get(PriceImport.class).take(next)))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(lists()).containsExactly("next ACTIVE", TODAY + " RETIRED");
    assertThat(all().versions(CORE)).hasSize(2);
    other.close();
  }

  @Test
  void everyProcessNotices() {
    var other = new MoneyWorld(database);
    PriceList before = other.get(PriceLists.class).all();
    take(t(10), dearer("next"));
    assertThat(other.get(PriceLists.class).all()).isEqualTo(all()).isNotEqualTo(before);
    other.close();
  }

  @Test
  void theSameListWithOtherContentIsRefused() {
    assertThatThrownBy(() -> take(t(10), dearer(TODAY)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs a new id");
    assertThat(all().versions(CORE)).hasSize(1);
  }

  @Test
  void theProductBeforeStartsAndItsListStaysRetired() {
    take(t(10), dearer("next"));
    PriceList next = all();
    new MoneyWorld(database).close();
    assertThat(all()).isEqualTo(next);
    assertThat(lists()).containsExactly("next ACTIVE", TODAY + " RETIRED");
  }

  @Test
  void pricesOfTodayComeBackAsAListOfTheirOwn() {
    take(t(10), dearer("next"));
    take(t(20), MadeUpPrices.named("as before"));
    assertThat(all().versions(CORE).stream().map(Price::nanos))
        .containsExactly(31_611_000, 40_000_000, 31_611_000);
  }

  @Test
  void aDraftRatesNothing() {
    PriceList before = all();
    database
        .asOwner()
        .sql(
            """
            INSERT INTO price_list (id, region, source_url, source_file, source_sha256, captured_at, licence,
                                    currency, status, approved_at)
            SELECT 'draft', region, source_url, source_file, '', captured_at, licence, currency, 'DRAFT', approved_at
              FROM price_list
            """)
        .update();
    database
        .asOwner()
        .sql(
            """
            INSERT INTO price (id, price_list, region, sku_key, description, usage_unit, unit_seconds, sub_units,
                               tier_start, units, nanos, effective_from, confidence, source)
            SELECT gen_random_uuid(), 'draft', region, 'n9.core', description, usage_unit, unit_seconds, sub_units,
                   tier_start, units, nanos, effective_from, confidence, source
              FROM price WHERE sku_key = 'n1.core'
            """)
        .update();
    assertThat(all()).isEqualTo(before);
    assertThat(new PriceLists(world.jdbc()).all()).isEqualTo(before);
    assertThat(world.get(PriceLists.class).provenance(t(10)).id()).isEqualTo(TODAY);
  }

  @Test
  void anotherRegionRatesNothingHere() {
    PriceList before = all();
    take(t(10), dearer("europe").in("europe-west1").with("n9.core", 1).without("n2.ram"));
    take(t(20), MadeUpPrices.named("europe next").in("europe-west1").without("n2.core"));
    assertThat(all()).isEqualTo(before);
    assertThat(new PriceLists(world.jdbc()).all()).isEqualTo(before);
    assertThat(world.get(PriceLists.class).provenance(t(30)).id()).isEqualTo(TODAY);
    assertThat(lists()).containsExactly("europe RETIRED", "europe next ACTIVE", TODAY + " ACTIVE");
  }

  @Test
  void aListThatForgetsWhatIsOfferedIsRefused() {
    assertThatThrownBy(() -> take(t(10), dearer("next").without("n2.ram").without("gpu.k80")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("price list next leaves out")
        .hasMessageContaining("[n2.ram]");
    assertThat(lists()).containsExactly(TODAY + " ACTIVE");
    assertThat(all().versions(CORE)).hasSize(1);
  }

  @Test
  void aListThatForgetsWhatIsUsedIsRefusedUntilItEnds() {
    var disk = new DiskId(UUID.randomUUID());
    world.diskCreated(disk, world.aWorkspaceOf(world.aResearcher()), "pd-balanced", 10, T0);
    useAsWell(disk, "snapshot.standard");
    MadeUpPrices next = dearer("next").without("snapshot.standard");
    assertThatThrownBy(() -> take(t(10), next)).hasMessageContaining("[snapshot.standard]");
    world.clock.moveTo(t(20));
    world.diskDeleted(disk, t(20));
    take(t(30), next);
    SkuKey snapshot = SkuKey.of("snapshot.standard");
    assertThat(all().at(snapshot, t(29))).isPresent();
    assertThat(all().at(snapshot, t(30))).isEmpty();
  }

  /** Nothing that is offered has it today. */
  private void useAsWell(DiskId disk, String sku) {
    database
        .asOwner()
        .sql(
            """
            INSERT INTO usage_part (run, sku_key, quantity, use_id)
            SELECT id, :sku, 1, gen_random_uuid() FROM usage_run WHERE resource = :disk
            """)
        .param("sku", sku)
        .param("disk", disk.value())
        .update();
  }

  @Test
  void aPriceNeverChangesAndEndsOnce() {
    take(t(10), dearer("next"));
    refused("UPDATE price SET nanos = 1");
    refused("UPDATE price SET effective_to = '2027-01-01' WHERE effective_to IS NOT NULL");
    refused("UPDATE price SET effective_to = NULL WHERE effective_to IS NOT NULL");
    refused("DELETE FROM price");
    refused("DELETE FROM price_list");
    refused("UPDATE price_list SET effective_from = now()");
    refused("UPDATE price_list SET status = 'ACTIVE' WHERE status = 'RETIRED'");
    assertThatThrownBy(() -> database.asOwner().sql("UPDATE price SET nanos = 1").update())
        .rootCause()
        .hasMessageContaining("never changes");
  }

  private void refused(String sql) {
    assertThatThrownBy(() -> world.jdbc().sql(sql).update())
        .as(sql)
        .isInstanceOf(DataAccessException.class);
  }
}
