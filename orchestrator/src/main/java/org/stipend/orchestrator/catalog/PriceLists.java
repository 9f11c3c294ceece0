package org.stipend.orchestrator.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.PriceId;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.price.UsageUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Price lists are immutable versions. The one that comes with the product is imported once; the
 * same list with other content is refused.
 */
@Component
public final class PriceLists {

  private static final String BUNDLED = "/catalog/prices-us-central1.json";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private volatile @Nullable PriceList prices;

  public PriceLists(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Every price there is; prices are only ever added, so a process may remember them. */
  public PriceList all() {
    PriceList known = prices;
    if (known == null) {
      known =
          PriceList.of(
              jdbc.sql(
                      """
                      SELECT id, sku_key, sku_id, usage_unit, units, nanos, effective_from, effective_to
                        FROM price
                       WHERE unit_seconds IS NOT NULL AND tier_start = 0
                       ORDER BY sku_key, effective_from
                      """)
                  .query(PriceLists::price)
                  .list());
      prices = known;
    }
    return known;
  }

  /** Where the prices in force came from. */
  Provenance provenance() {
    return jdbc.sql(
            """
            SELECT id, region, captured_at, source_url || ' ' || source_file AS source
              FROM price_list WHERE status = 'ACTIVE' ORDER BY captured_at DESC, id LIMIT 1
            """)
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
            "SELECT description FROM price WHERE sku_key = :sku ORDER BY effective_from DESC, tier_start LIMIT 1")
        .param("sku", sku.value())
        .query(String.class)
        .single();
  }

  /** Imports the list that comes with the product, unless it is there. */
  public void importBundled(Instant now) {
    String content = text(BUNDLED);
    PriceFile file = resource(BUNDLED, PriceFile.class);
    transactions.executeWithoutResult(status -> importOnce(file, sha256(content), now));
    prices = null;
  }

  private void importOnce(PriceFile file, String sha256, Instant now) {
    int inserted =
        jdbc.sql(
                """
                INSERT INTO price_list (id, region, source_url, source_file, source_sha256, captured_at,
                                        licence, note, currency, status, approved_at)
                VALUES (:id, :region, :url, :file, :sha256, :captured, :licence, :note, :currency, 'ACTIVE', :now)
                ON CONFLICT (id) DO NOTHING
                """)
            .param("id", file.id())
            .param("region", file.region())
            .param("url", file.sourceUrl())
            .param("file", file.sourceFile())
            .param("sha256", sha256)
            .param("captured", Timestamp.from(file.capturedAt()))
            .param("licence", file.licence())
            .param("note", file.note() + " " + file.sources())
            .param("currency", file.currency())
            .param("now", Timestamp.from(now))
            .update();
    if (inserted == 1) {
      file.prices().forEach(line -> insert(file, line));
      return;
    }
    String known =
        jdbc.sql("SELECT source_sha256 FROM price_list WHERE id = :id")
            .param("id", file.id())
            .query(String.class)
            .single();
    if (!known.equals(sha256)) {
      throw new IllegalStateException(
          "price list %s was imported with other content: a change needs a new id"
              .formatted(file.id()));
    }
  }

  private void insert(PriceFile file, PriceLine line) {
    UsageUnit unit = line.unit().equals("GIB") ? null : UsageUnit.valueOf(line.unit());
    String name = "%s/%s/%d".formatted(file.id(), line.sku(), line.tier());
    jdbc.sql(
            """
            INSERT INTO price (id, price_list, region, sku_key, sku_id, description, usage_unit, unit_seconds,
                               sub_units, tier_start, units, nanos, effective_from, confidence, source, note)
            VALUES (:id, :list, :region, :sku, :skuId, :description, :unit, :unitSeconds,
                    :subUnits, :tier, :units, :nanos, :from, :confidence, :source, :note)
            """)
        .param("id", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)))
        .param("list", file.id())
        .param("region", file.region())
        .param("sku", line.sku())
        .param("skuId", line.skuId())
        .param("description", line.description())
        .param("unit", line.unit())
        .param("unitSeconds", unit == null ? null : unit.time().name())
        .param("subUnits", unit == null ? 1 : unit.subUnits())
        .param("tier", line.tier())
        .param("units", line.units())
        .param("nanos", line.nanos())
        .param("from", Timestamp.from(file.effectiveFrom()))
        .param("confidence", line.confidence())
        .param("source", line.source())
        .param("note", line.note())
        .update();
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

  /** A file that comes with the product; it is ours, so the web layer's strictness is not asked. */
  static <T> T resource(String path, Class<T> type) {
    return JsonMapper.builder().build().readValue(text(path), type);
  }

  private static String text(String path) {
    try (var in = PriceLists.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the product lacks its file " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  record Provenance(String id, String region, Instant capturedAt, String source) {}

  private record PriceFile(
      String id,
      String region,
      String currency,
      Instant capturedAt,
      Instant effectiveFrom,
      String sourceUrl,
      String sourceFile,
      String licence,
      String note,
      SortedMap<String, String> sources,
      List<PriceLine> prices) {}

  private record PriceLine(
      String sku,
      @Nullable String skuId,
      String description,
      String unit,
      long units,
      int nanos,
      String confidence,
      String source,
      @Nullable Long tierStart,
      @Nullable String note) {

    long tier() {
      return tierStart == null ? 0 : tierStart;
    }
  }
}
