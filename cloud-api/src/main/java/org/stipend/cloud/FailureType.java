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
  /** The home disk is in use by something that is not this runtime's. */
  DISK_IN_USE,
  /** The zone has no room for this machine; nothing of it is left there. Another zone may have. */
  NO_CAPACITY,
  /** The platform's own quota at the cloud is used up; another zone has no more of it. */
  CLOUD_QUOTA,
  /** Too many calls: to be tried again after the delay it names. */
  RATE_LIMITED,
  /** The cloud charges nobody for this project, so it does nothing in it. */
  BILLING_OFF,
  /** The home disk could not be mounted; nothing on it was changed. */
  HOME_NOT_MOUNTED,
  /** The tool's image could not be fetched. */
  IMAGE_PULL_FAILED,
  /** The machine runs, but what starts the tool on it failed. */
  STARTUP_FAILED,
  /** The tool used more memory than its machine has. */
  OUT_OF_MEMORY,
  /** The machine's own disk, not the home disk, is full. */
  BOOT_DISK_FULL,
  /** The cloud does not let the platform do this, or not yet: rights take minutes to spread. */
  NOT_ALLOWED,
  /** The request itself is wrong; trying again changes nothing. */
  INVALID_CONFIG
}
