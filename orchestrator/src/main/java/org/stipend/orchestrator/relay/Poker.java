package org.stipend.orchestrator.relay;

import java.util.UUID;

/** How a feature's workflows are told to look again; started when they do not run. */
public interface Poker {

  Topic topic();

  /** May be repeated and reordered. Throws when Temporal did not take it. */
  void poke(UUID key, long version);
}
