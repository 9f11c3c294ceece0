package org.stipend.orchestrator.runtime.workflow;

import io.temporal.activity.ActivityInterface;
import org.stipend.cloud.inventory.ProviderDescription;

@ActivityInterface(namePrefix = "ProviderLedger.")
public interface ProviderLedger {

  void seen(ProviderDescription description);
}
