package org.stipend.orchestrator.catalog;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.price.UsageUnit;

/** Writes lists and their prices: they are added, they end, and nothing else. */
@Component
final class PriceTable {

  private final JdbcClient jdbc;

  PriceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Nobody else takes a list over until the transaction ends. */
  void lock() {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('price_list', 0))").query(rs -> {});
  }

  Optional<String> sha256(String list) {
    return jdbc.sql("SELECT source_sha256 FROM price_list WHERE id = :id")
        .param("id", list)
        .query(String.class)
        .optional();
  }

  /** From when on the newest list holds; empty when there is none. */
  Optional<Instant> lastEffective(String region) {
    return jdbc.sql(
            """
            SELECT effective_from FROM price_list
             WHERE region = :region AND status <> 'DRAFT'
             ORDER BY effective_from DESC LIMIT 1
            """)
        .param("region", region)
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** The prices without an end: lists take effect in their order, so there is one of a kind. */
  List<Replacement.Known> inForce(String region) {
    return jdbc.sql(
            """
            SELECT p.id, p.sku_key AS sku, p.tier_start AS tier, p.sku_id, p.usage_unit AS unit, p.units, p.nanos
              FROM price p JOIN price_list l ON l.id = p.price_list
             WHERE l.region = :region AND l.status <> 'DRAFT' AND p.effective_to IS NULL
             ORDER BY p.sku_key, p.tier_start
            """)
        .param("region", region)
        .query(Replacement.Known.class)
        .list();
  }

  void end(UUID price, Instant at) {
    jdbc.sql("UPDATE price SET effective_to = :at WHERE id = :id")
        .param("at", Timestamp.from(at))
        .param("id", price)
        .update();
  }

  void retireAll(String region) {
    jdbc.sql(
            "UPDATE price_list SET status = 'RETIRED' WHERE region = :region AND status = 'ACTIVE'")
        .param("region", region)
        .update();
  }

  void insert(PriceFile file, String sha256, Instant effective, Instant now) {
    jdbc.sql(
            """
            INSERT INTO price_list (id, region, source_url, source_file, source_sha256, captured_at,
                                    licence, note, currency, status, approved_at, effective_from)
            VALUES (:id, :region, :url, :file, :sha256, :captured, :licence, :note, :currency, 'ACTIVE', :now, :from)
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
        .param("from", Timestamp.from(effective))
        .update();
  }

  /** Whether there ever was a price of this kind. */
  boolean hasRated(String region, PriceFile.Line line) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM price p JOIN price_list l ON l.id = p.price_list
                            WHERE p.region = :region AND p.sku_key = :sku AND p.tier_start = :tier
                              AND l.status <> 'DRAFT')
            """)
        .param("region", region)
        .param("sku", line.sku())
        .param("tier", line.tier())
        .query(Boolean.class)
        .single();
  }

  void insert(PriceFile file, PriceFile.Line line, Instant effective) {
    UsageUnit unit = line.usageUnit();
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
        .param("from", Timestamp.from(effective))
        .param("confidence", line.confidence())
        .param("source", line.source())
        .param("note", line.note())
        .update();
  }
}
