package org.stipend.cost.funding;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/**
 * May this go ahead on credit: can the pool pay its first minute and the time a stop takes, with
 * everything else that burns?
 *
 * <p>Nothing is set aside. What is admitted is guarded by the exhaustion instant.
 */
public sealed interface Admission {

  /** What it takes to be admitted. */
  Money needed();

  /** What the pool can pay with. */
  Money left();

  /**
   * Yes.
   *
   * @param creditEnd when the credit would end with it; null: not in sight
   */
  record Admitted(Money needed, Money left, @Nullable Instant creditEnd) implements Admission {

    public Optional<Instant> creditEndsAt() {
      return Optional.ofNullable(creditEnd);
    }
  }

  /**
   * No, and why.
   *
   * @param creditEnd when the credit would end with it; null: it has ended, or never began
   */
  record Refused(Reason reason, Money needed, Money left, @Nullable Instant creditEnd)
      implements Admission {}

  /** Why credit does not carry it. */
  enum Reason {
    /** There is no credit, or it has been used up. */
    EXHAUSTED,
    /** There is credit, but less than it takes. */
    INSUFFICIENT,
    /** There is enough now, but too much of it expires before this could be stopped again. */
    EXPIRES_SOON,
    /** The credit has expired. */
    EXPIRED,
    /** Part of it has no price, which is never the same as free. */
    UNPRICED
  }
}
