package org.stipend.cloud.machine;

/** Why a run ended. */
public enum StopCause {
  /** We asked for it. */
  REQUESTED,
  /** The tool ended by itself, or was killed. */
  EXITED,
  /** The dead-man switch. */
  RUN_LIMIT,
  /** The provider took a Spot machine back. */
  PREEMPTED,
  /** Somebody inside switched it off. */
  POWERED_OFF,
  /** Somebody stopped it at the cloud, past the platform. */
  OUTSIDE,
  /** The computer, or what runs the tools on it, went down under it: the tool did nothing wrong. */
  LOST
}
