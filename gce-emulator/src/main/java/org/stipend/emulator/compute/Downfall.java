package org.stipend.emulator.compute;

/** Why a machine goes down that nobody stopped. */
public enum Downfall {
  PREEMPTED,
  HOST_ERROR,
  POWERED_OFF
}
