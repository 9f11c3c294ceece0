package org.stipend.cost.price;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stipend.cost.time.Timeline;

/**
 * Every price version of a region, past, present and announced. At an instant a SKU has one price
 * or none; one without a price is unpriced, which is never the same as free.
 */
public final class PriceList {

  private static final Comparator<Price> ORDER =
      comparing(Price::sku).thenComparing(Price::effectiveFrom);

  private final NavigableMap<SkuKey, Timeline<Price>> timelines = new TreeMap<>();

  private PriceList() {}

  /**
   * @throws IllegalArgumentException when two versions of a SKU are in force at the same second
   */
  public static PriceList of(Collection<Price> prices) {
    var list = new PriceList();
    prices.stream().sorted(ORDER).forEach(list::append);
    return list;
  }

  public static PriceList of(Price... prices) {
    return of(List.of(prices));
  }

  private void append(Price price) {
    Timeline<Price> known = timelines.getOrDefault(price.sku(), Timeline.empty());
    if (known.at(price.effectiveFrom()).isPresent()) {
      throw new IllegalArgumentException(
          "Two prices of %s at %s".formatted(price.sku(), price.effectiveFrom()));
    }
    Timeline<Price> next = known.from(price.effectiveFrom(), price);
    if (price.end().isPresent()) {
      next = next.absentFrom(price.end().get());
    }
    timelines.put(price.sku(), next);
  }

  /** The price in force at a second; empty: unpriced, never zero. */
  public Optional<Price> at(SkuKey sku, Instant instant) {
    return Optional.ofNullable(timelines.get(sku)).flatMap(prices -> prices.at(instant));
  }

  /** The first instant strictly later at which the SKU's price changes, starts or ends. */
  public Optional<Instant> nextChangeAfter(SkuKey sku, Instant instant) {
    return Optional.ofNullable(timelines.get(sku))
        .flatMap(prices -> prices.nextChangeAfter(instant));
  }

  public SortedSet<SkuKey> skus() {
    return new TreeSet<>(timelines.keySet());
  }

  public List<Price> versions(SkuKey sku) {
    return Optional.ofNullable(timelines.get(sku)).map(Timeline::values).stream()
        .flatMap(Collection::stream)
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PriceList that && timelines.equals(that.timelines);
  }

  @Override
  public int hashCode() {
    return timelines.hashCode();
  }

  @Override
  public String toString() {
    return Map.copyOf(timelines).toString();
  }
}
