package org.stipend.cloud;

/** The {@code type} of every {@code ApplicationFailure} an activity of ours throws. */
public enum FailureType {
  /** Less free memory or disk than a launch needs; nothing was started. */
  COMPUTER_FULL,
  /** The tool's program is not installed; the message says what to install. */
  TOOL_UNAVAILABLE,
  /** The tool ended before it answered; the message carries its exit code and last lines. */
  TOOL_EXITED,
  /** The tool runs but did not answer its health probe in time. */
  TOOL_UNHEALTHY,
  /** The home disk is not there. */
  DISK_MISSING,
  /** The cloud does not let the platform do this, or not yet: rights take minutes to spread. */
  NOT_ALLOWED,
  /** The request itself is wrong; trying again changes nothing. */
  INVALID_CONFIG
}
