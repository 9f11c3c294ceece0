package org.stipend.orchestrator.runtime;

/** What changes in the timeline of a wish, where at most one step is open. */
sealed interface Mark {

  /** Closes the open step. */
  record Begun(Steps.Name step) implements Mark {}

  record Finished() implements Mark {}

  record Failed(String code) implements Mark {}
}
