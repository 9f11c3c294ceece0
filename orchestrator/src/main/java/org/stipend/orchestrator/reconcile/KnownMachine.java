package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.machine.MachineName;

/**
 * What a live runtime's row says of its machine.
 *
 * @param madeIn generation in which its machine was made: its name
 * @param zone where it was made; null where the provider has none
 * @param wantedRunning else it is wanted stopped or gone
 * @param createdAt of the row
 * @param since when people see its state
 * @param project of the cloud in which it is; null: the one all share, or there is none
 */
record KnownMachine(
    UUID runtime,
    long generation,
    long madeIn,
    @Nullable String zone,
    boolean wantedRunning,
    Belief belief,
    Instant createdAt,
    Instant since,
    @Nullable String project) {

  enum Belief {
    /** It does not exist. */
    NONE,
    /** It was asked for and may exist. */
    COMING,
    RUNS,
    /** It exists and is off. */
    OFF
  }

  MachineName name() {
    return MachineName.of(runtime, madeIn).in(zone);
  }

  boolean isThere() {
    return belief == Belief.RUNS || belief == Belief.OFF;
  }
}
