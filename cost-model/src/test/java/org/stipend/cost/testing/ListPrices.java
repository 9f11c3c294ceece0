package org.stipend.cost.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.PriceId;
import org.stipend.cost.price.Price;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.price.UsageUnit;

/** List prices of us-central1 as published in July 2026, in force since 2020. */
public final class ListPrices {

  public static final Instant SINCE = Instant.parse("2020-01-01T00:00:00Z");

  private static final String TABLE =
      """
      n1.core      VCPU_HOUR 0  31611000
      n1.ram       GIB_HOUR  0   4237000
      n2.core      VCPU_HOUR 0  31611000
      n2.ram       GIB_HOUR  0   4237000
      e2.core      VCPU_HOUR 0  21811590
      e2.ram       GIB_HOUR  0   2923530
      n2d.core     VCPU_HOUR 0  27502000
      n2d.ram      GIB_HOUR  0   3686000
      c2.core      VCPU_HOUR 0  33982000
      c2.ram       GIB_HOUR  0   4555000
      c3.core      VCPU_HOUR 0  34650000
      c3.ram       GIB_HOUR  0   3938000
      a2.core      VCPU_HOUR 0  31611000
      a2.ram       GIB_HOUR  0   4237000
      g2.core      VCPU_HOUR 0  24988212
      g2.ram       GIB_HOUR  0   2927448
      f1.micro     HOUR      0   7600000
      g1.small     HOUR      0  25700000
      gpu.a100-40  HOUR      2 933908000
      gpu.l4       HOUR      0 560040239
      gpu.t4       HOUR      0 350000000
      gpu.v100     HOUR      2 480000000
      pd.standard  GIB_MONTH 0  40000000
      pd.balanced  GIB_MONTH 0 100000000
      pd.ssd       GIB_MONTH 0 170000000
      ip.inuse     HOUR      0   5000000
      """;

  private ListPrices() {}

  public static PriceList usCentral1() {
    return PriceList.of(TABLE.lines().map(ListPrices::row).toList());
  }

  private static Price row(String line) {
    List<String> cells = Arrays.asList(line.trim().split(" +"));
    return price(
        cells.get(0),
        UsageUnit.valueOf(cells.get(1)),
        Long.parseLong(cells.get(2)),
        Integer.parseInt(cells.get(3)),
        SINCE,
        null);
  }

  /** A price version named after its SKU and the instant it comes into force. */
  public static Price price(
      String sku, UsageUnit unit, long units, int nanos, Instant from, @Nullable Instant to) {
    UUID id = UUID.nameUUIDFromBytes((sku + "/" + from).getBytes(UTF_8));
    return new Price(new PriceId(id), SkuKey.of(sku), null, unit, units, nanos, from, to);
  }
}
