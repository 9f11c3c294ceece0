package org.stipend.cloud.inventory;

/** What a provider may be able to do, and another not. */
public enum Ability {
  /** Machines with a GPU. */
  GPU,
  /** Cheaper machines that the provider may take back. */
  SPOT
}
