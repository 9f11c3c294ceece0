package org.stipend.orchestrator.catalog;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.price.SkuKey;

/**
 * What a new list changes: a price that it repeats goes on as it is, so that no charge line is cut
 * for nothing.
 *
 * @param ended prices it changes or leaves out
 * @param added prices it changes or brings
 * @param leftOut of which it says nothing
 */
record Replacement(List<UUID> ended, List<PriceFile.Line> added, SortedSet<SkuKey> leftOut) {

  /** A price without an end. */
  record Known(
      UUID id, String sku, long tier, @Nullable String skuId, String unit, long units, int nanos) {

    private Terms terms() {
      return new Terms(skuId, unit, units, nanos);
    }
  }

  private record Key(String sku, long tier) {}

  /** What makes a price another one; its description and source do not. */
  private record Terms(@Nullable String skuId, String unit, long units, int nanos) {}

  static Replacement of(List<Known> inForce, PriceFile file) {
    Map<Key, Known> known = new HashMap<>();
    inForce.forEach(price -> known.put(new Key(price.sku(), price.tier()), price));
    List<UUID> ended = new ArrayList<>();
    List<PriceFile.Line> added = new ArrayList<>();
    for (PriceFile.Line line : file.prices()) {
      Known before = known.remove(new Key(line.sku(), line.tier()));
      var terms = new Terms(line.skuId(), line.unit(), line.units(), line.nanos());
      if (before != null && before.terms().equals(terms)) {
        continue;
      }
      if (before != null) {
        ended.add(before.id());
      }
      added.add(line);
    }
    known.values().forEach(price -> ended.add(price.id()));
    SortedSet<SkuKey> leftOut =
        inForce.stream().map(price -> SkuKey.of(price.sku())).collect(toCollection(TreeSet::new));
    leftOut.removeAll(file.skus());
    return new Replacement(ended, added, leftOut);
  }
}
