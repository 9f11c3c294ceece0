package org.stipend.orchestrator.runtime;

import java.time.Instant;

/** What the meter of a machine is told, at the cloud's instants. */
sealed interface Metered {

  record Started(Instant at) implements Metered {}

  /**
   * @param estimated the last proof of life, not the cloud's word
   */
  record Stopped(Instant at, boolean estimated) implements Metered {}

  /** After its stop: the platform pays the run that started then. */
  record LaunchFailed(Instant startedAt) implements Metered {}
}
