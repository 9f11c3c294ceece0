package org.stipend.cost;

/** What pays for a stretch of a use. Each second of it has exactly one. */
public sealed interface Payer {

  /** A researcher's grants, burning together. */
  record CreditPool(ResearcherId owner) implements Payer {}

  /** A billing account the researcher has linked, with consent. */
  record LinkedAccount(BillingAccountId account) implements Payer {}

  /** The platform itself, on account of a researcher, for a cause. */
  record Platform(Cause cause, ResearcherId researcher) implements Payer {}

  /** The platform, for what nobody's row explains. */
  record Orphan() implements Payer {}

  /** Why the platform pays. */
  enum Cause {
    /** Machine usage between the end of the credit and the real stop. */
    OVERRUN,
    /** Disks kept after the credit ended, on purpose. */
    GRACE,
    /** A machine whose launch never reached people. */
    FAILED_LAUNCH
  }
}
