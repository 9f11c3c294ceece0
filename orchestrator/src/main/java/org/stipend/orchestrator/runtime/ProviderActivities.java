package org.stipend.orchestrator.runtime;

import io.temporal.spring.boot.ActivityImpl;
import org.springframework.stereotype.Component;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.runtime.workflow.ProviderLedger;

/** What the provider's workers say they offer. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class ProviderActivities implements ProviderLedger {

  private final Providers providers;

  ProviderActivities(Providers providers) {
    this.providers = providers;
  }

  @Override
  public void seen(ProviderDescription description) {
    providers.seen(description);
  }
}
