package org.stipend.cloud.machine;

/** Why a run ended. */
public enum StopCause {
  /** We asked for it. */
  REQUESTED,
  /** The tool ended by itself, or was killed. */
  EXITED,
  /** The dead-man switch. */
  RUN_LIMIT,
  /** The computer, or what runs the tools on it, went down under it: the tool did nothing wrong. */
  LOST
}
