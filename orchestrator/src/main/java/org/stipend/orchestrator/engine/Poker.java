package org.stipend.orchestrator.engine;

import io.grpc.Status;
import java.util.UUID;

/** How a feature's workflows are told to look again; started when they do not run. */
public interface Poker {

  Topic topic();

  /** May be repeated and reordered. Throws when Temporal did not take it. */
  void poke(UUID key, long version);

  /** Whether Temporal, by what {@link #poke} threw, would take others all the same. */
  static boolean refusesOnlyThis(RuntimeException thrown) {
    return switch (Status.fromThrowable(thrown).getCode()) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION -> true;
      default -> false;
    };
  }
}
