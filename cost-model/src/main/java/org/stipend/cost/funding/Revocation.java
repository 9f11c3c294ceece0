package org.stipend.cost.funding;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import org.stipend.cost.GrantId;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;

/**
 * An amount of a grant that somebody took back. A fact with an instant like any other: it takes, at
 * its second, at most what is revocable then, and never more than asked for.
 *
 * @param number the how manieth of its grant, from 1
 * @param asked the most it takes
 * @param revokedAt to the clock's precision: tells apart, in one second, which came first
 */
public record Revocation(GrantId grant, int number, Money asked, Instant revokedAt) {

  /** Total: two revocations are never equal, so two computers agree. */
  public static final Comparator<Revocation> ORDER =
      comparing(Revocation::revokedAt)
          .thenComparing(one -> one.grant().toString())
          .thenComparing(Revocation::number);

  public Revocation {
    if (!asked.isPositive()) {
      throw new IllegalArgumentException("%s of grant %s taken back".formatted(asked, grant));
    }
  }

  /** The second at which it takes effect. */
  public Instant at() {
    return Interval.floor(revokedAt);
  }
}
