package org.stipend.orchestrator.catalog;

import static java.util.stream.Collectors.toCollection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.price.UsageUnit;
import org.stipend.cost.time.Interval;

/**
 * A price list as it is written down: every price of a region, with where it came from.
 *
 * @param effectiveFrom from when on the prices hold; for a list that replaces another at the
 *     earliest
 */
record PriceFile(
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
    List<Line> prices) {

  PriceFile {
    Interval.requireWholeSecond(effectiveFrom);
    prices = List.copyOf(prices);
  }

  /**
   * @param unit one of {@link UsageUnit}, or {@code GIB} for what is not by time
   */
  record Line(
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

    /** Null where it is not by time. */
    @Nullable UsageUnit usageUnit() {
      return unit.equals("GIB") ? null : UsageUnit.valueOf(unit);
    }
  }

  static PriceFile of(String content) {
    return Bundled.parse(content, PriceFile.class);
  }

  boolean isOfTheRegionInForce() {
    return region.equals(PriceLists.REGION);
  }

  SortedSet<SkuKey> skus() {
    return prices.stream().map(line -> SkuKey.of(line.sku())).collect(toCollection(TreeSet::new));
  }

  static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
