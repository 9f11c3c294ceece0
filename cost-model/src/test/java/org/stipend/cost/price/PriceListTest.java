package org.stipend.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.cost.testing.Build.START;
import static org.stipend.cost.testing.Build.at;
import static org.stipend.cost.testing.ListPrices.price;

import org.junit.jupiter.api.Test;

class PriceListTest {

  private static final SkuKey IP = SkuKey.of("ip.inuse");

  private final Price old = price("ip.inuse", UsageUnit.HOUR, 0, 4_000_000, START, at(100));
  private final Price current = price("ip.inuse", UsageUnit.HOUR, 0, 5_000_000, at(200), null);
  private final PriceList prices = PriceList.of(current, old);

  @Test
  void atEachSecondAtMostOnePriceIsInForce() {
    assertThat(prices.at(IP, START)).hasValue(old);
    assertThat(prices.at(IP, at(99))).hasValue(old);
    assertThat(prices.at(IP, at(200))).hasValue(current);
    assertThat(prices.nextChangeAfter(IP, START)).hasValue(at(100));
    assertThat(prices.versions(IP)).containsExactly(old, current);
  }

  @Test
  void beforeBetweenAndForAnUnknownSkuThereIsNone() {
    assertThat(prices.at(IP, at(-1))).isEmpty();
    assertThat(prices.at(IP, at(100))).isEmpty();
    assertThat(prices.at(SkuKey.of("quantum.core"), START)).isEmpty();
  }

  @Test
  void twoPricesAtOnceAreRefused() {
    assertThatThrownBy(() ->
            PriceList.of(current, price("ip.inuse", UsageUnit.HOUR, 0, 6_000_000, at(300), null)))
        .hasMessageContaining("Two prices of ip.inuse");
  }
}
