package org.stipend.cloud.inventory;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a provider is, and what of ours is there. */
@ActivityInterface(namePrefix = "Inventory.")
public interface Inventory {

  /** What this provider is and which tools it can start. */
  @ActivityMethod
  ProviderDescription describe();

  /**
   * One page of the machines and disks that carry this installation's labels, and never those of
   * another. What is there from the first page to the last is on exactly one of them, what comes or
   * goes meanwhile on one or none. Changes nothing.
   */
  @ActivityMethod
  Holdings list(ListHoldings request);
}
