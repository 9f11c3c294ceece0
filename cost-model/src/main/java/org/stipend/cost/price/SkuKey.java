package org.stipend.cost.price;

import java.util.regex.Pattern;

/**
 * Our stable name of the smallest thing with a price, such as {@code n1.core} or {@code
 * pd.balanced}. The cloud's own id may change or be unknown; that never blocks rating.
 */
public record SkuKey(String value) implements Comparable<SkuKey> {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

  public SkuKey {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a SKU key: " + value);
    }
  }

  public static SkuKey of(String value) {
    return new SkuKey(value);
  }

  /** What consumption is booked under: {@code n1} of {@code n1.core}. */
  public String family() {
    return value.substring(0, value.lastIndexOf('.'));
  }

  @Override
  public int compareTo(SkuKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
