package org.stipend.cost.funding;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.GrantId;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;

/**
 * An amount given to a researcher's pool, usable within {@code [effectiveAt, expiresAt)}. Never
 * changed: more is another grant, less is a revocation.
 *
 * @param programme whose money it is
 * @param priority lower burns first
 * @param promotional given, not paid for
 * @param expiresAt exclusive; null: never
 */
public record Grant(
    GrantId id,
    String programme,
    Money amount,
    int priority,
    boolean promotional,
    Instant effectiveAt,
    @Nullable Instant expiresAt) {

  /** Which grant is emptied first. Total: two grants are never equal, so two computers agree. */
  public static final Comparator<Grant> BURN_ORDER =
      comparing(Grant::priority)
          .thenComparing(Grant::expiresAt, nullsLast(naturalOrder()))
          .thenComparing(Grant::promotional, reverseOrder())
          .thenComparing(Grant::effectiveAt)
          .thenComparing(grant -> grant.id().toString()); // as text: a UUID compares signed in Java

  public Grant {
    Interval.requireWholeSecond(effectiveAt);
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("Grant %s of %s".formatted(id, amount));
    }
    if (expiresAt != null) {
      Interval.requireWholeSecond(expiresAt);
      if (!expiresAt.isAfter(effectiveAt)) {
        throw new IllegalArgumentException("Grant %s is never in force".formatted(id));
      }
    }
  }

  /** Whether it can pay for the second that begins at an instant. */
  public boolean isInForceAt(Instant instant) {
    return !instant.isBefore(effectiveAt) && !isExpiredAt(instant);
  }

  /** The second {@code expiresAt} itself is no longer payable. */
  public boolean isExpiredAt(Instant instant) {
    return expiresAt != null && !instant.isBefore(expiresAt);
  }
}
