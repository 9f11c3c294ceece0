package org.stipend.cloud.inventory;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

@ActivityInterface(namePrefix = "Inventory.")
public interface Inventory {

  /** What this provider is and which tools it can start. */
  @ActivityMethod
  ProviderDescription describe();
}
