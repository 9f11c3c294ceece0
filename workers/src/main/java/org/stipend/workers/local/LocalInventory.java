package org.stipend.workers.local;

import io.temporal.spring.boot.ActivityImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.inventory.Inventory;
import org.stipend.cloud.inventory.ProviderDescription;

@ActivityImpl(taskQueues = TaskQueues.LOCAL)
final class LocalInventory implements Inventory {

  private final Duration stopLead;
  private final Recipes recipes;

  LocalInventory(Duration stopLead, Recipes recipes) {
    this.stopLead = stopLead;
    this.recipes = recipes;
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
          Set.of());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
