package org.stipend.orchestrator.usage;

import java.time.Instant;

/** What the meter of a machine is told, at the cloud's instants. */
public sealed interface MachineFact {

  record Started(Instant at) implements MachineFact {}

  /**
   * @param estimated the last proof of life, not the cloud's word; a later fact with the exact
   *     instant corrects it
   */
  record Stopped(Instant at, boolean estimated) implements MachineFact {}

  /** After its stop: the platform pays the run that started then. */
  record LaunchFailed(Instant startedAt) implements MachineFact {}
}
