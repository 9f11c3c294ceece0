package org.stipend.workers.local;

import io.temporal.spring.boot.ActivityImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.inventory.Inventory;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.cloud.inventory.ProviderDescription;

@ActivityImpl(taskQueues = TaskQueues.LOCAL)
final class LocalInventory implements Inventory {

  private final Duration stopLead;
  private final Recipes recipes;
  private final LocalHoldings holdings;

  LocalInventory(Duration stopLead, Recipes recipes, LocalHoldings holdings) {
    this.stopLead = stopLead;
    this.recipes = recipes;
    this.holdings = holdings;
  }

  @Override
  public ProviderDescription describe() {
    try {
      return new ProviderDescription(
          "local",
          null,
          stopLead,
          Runtime.getRuntime().availableProcessors(),
          Room.totalMemory() >> 20,
          recipes.offers(),
          Set.of(),
          List.of());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Holdings list(ListHoldings request) {
    try {
      return holdings.page(request);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
