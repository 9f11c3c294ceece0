package org.stipend.cost.funding;

import java.time.Instant;
import org.stipend.cost.DiskId;

/**
 * A disk that the platform keeps, because whoever is to pay for it cannot.
 *
 * @param since when without a break
 */
public record Kept(DiskId disk, Cause cause, Instant since) {

  public enum Cause {
    /** The credit it lives on has ended. */
    CREDIT,
    /** Its billing account cannot pay. */
    PAYER
  }
}
