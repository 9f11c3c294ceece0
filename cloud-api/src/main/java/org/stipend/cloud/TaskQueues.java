package org.stipend.cloud;

/** Temporal task queues: one for the head, one per {@link Place} for the hands. */
public interface TaskQueues {

  /** Workflows and ledger activities. */
  String ENGINE = "stipend-engine";

  /** What those of places begin with. */
  String CLOUD = "stipend-cloud-";

  /** Activities of the {@code local} provider. */
  String LOCAL = CLOUD + "local";
}
