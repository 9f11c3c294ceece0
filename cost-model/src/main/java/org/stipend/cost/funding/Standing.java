package org.stipend.cost.funding;

/**
 * Whether a pool pays. Set by events, not read off a balance: an exhausted pool may keep a little
 * dust, less than its next second costs.
 */
public enum Standing {
  /** Nothing has been granted yet. */
  NONE,
  /** Pays for its segments. */
  ACTIVE,
  /** Could not pay a second; pays again when another grant comes into force. */
  EXHAUSTED,
  /** Its last grant expired; pays again when another grant comes into force. */
  EXPIRED
}
