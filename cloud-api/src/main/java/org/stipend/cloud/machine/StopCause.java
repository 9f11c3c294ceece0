package org.stipend.cloud.machine;

/** Why a run ended. */
public enum StopCause {
  /** We asked for it. */
  REQUESTED,
  /** The tool ended by itself, or was killed. */
  EXITED,
  /** The dead-man switch. */
  RUN_LIMIT,
  /** The computer went down under it. */
  LOST
}
