package org.stipend.cloud;

/** Temporal task queues: one for the head, one per provider for the hands. */
public interface TaskQueues {

  /** Workflows and ledger activities. */
  String ENGINE = "stipend-engine";

  /** Activities of the {@code local} provider. */
  String LOCAL = "stipend-cloud-local";
}
