package org.stipend.orchestrator.disk;

import java.time.Instant;

/**
 * How long a disk is kept that is deleted then unless something changes.
 *
 * @param since when that is so
 */
public record KeptUntil(Instant until, Cause cause, Instant since) {

  /** Kept by name in the table. */
  public enum Cause {
    /** The credit it lives on has ended. */
    CREDIT,
    /** The billing account of its workspace cannot pay. */
    PAYER,
    /** Its owner may no longer work in the workspace. */
    MEMBERSHIP
  }
}
