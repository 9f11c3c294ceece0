package org.stipend.orchestrator.catalog;

import java.time.InstantSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** At every start the price list that comes with the product is there before anything runs. */
@Component
final class PriceImport implements SmartInitializingSingleton {

  private final PriceLists prices;
  private final InstantSource clock;

  PriceImport(PriceLists prices, InstantSource clock) {
    this.prices = prices;
    this.clock = clock;
  }

  @Override
  public void afterSingletonsInstantiated() {
    prices.importBundled(clock.instant());
  }
}
