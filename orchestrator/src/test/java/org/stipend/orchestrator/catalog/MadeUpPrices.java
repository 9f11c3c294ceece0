package org.stipend.orchestrator.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The list that comes with the product, changed: what a maintainer would ship next. */
public final class MadeUpPrices {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode list = (ObjectNode) JSON.readTree(bundled());

  private MadeUpPrices() {}

  public static MadeUpPrices named(String id) {
    var prices = new MadeUpPrices();
    prices.list.put("id", id);
    return prices;
  }

  public MadeUpPrices from(Instant effective) {
    list.put("effectiveFrom", effective.toString());
    return this;
  }

  public MadeUpPrices in(String region) {
    list.put("region", region);
    return this;
  }

  /** Below a dollar. */
  public MadeUpPrices price(String sku, int nanos) {
    line(sku).put("nanos", nanos);
    return this;
  }

  public MadeUpPrices describedAs(String sku, String description) {
    line(sku).put("description", description);
    return this;
  }

  public MadeUpPrices with(String sku, int nanos) {
    ObjectNode line = line("n1.core").deepCopy();
    ((ArrayNode) list.path("prices")).add(line.put("sku", sku).put("nanos", nanos));
    return this;
  }

  public MadeUpPrices without(String sku) {
    ArrayNode lines = (ArrayNode) list.path("prices");
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).path("sku").asString().equals(sku)) {
        lines.remove(i);
        return this;
      }
    }
    throw new IllegalArgumentException(sku);
  }

  public String json() {
    return list.toPrettyString();
  }

  public static String bundled() {
    try (InputStream in =
        MadeUpPrices.class.getResourceAsStream("/catalog/prices-us-central1.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode line(String sku) {
    for (JsonNode line : list.path("prices")) {
      if (line.path("sku").asString().equals(sku)) {
        return (ObjectNode) line;
      }
    }
    throw new IllegalArgumentException(sku);
  }
}
