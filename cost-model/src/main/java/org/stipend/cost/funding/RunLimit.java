package org.stipend.cost.funding;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the cloud lets a machine run by itself when it starts, so that the overrun is bounded
 * even while nobody is there to stop it. From then on {@link OwnEnd} says where it ends.
 */
public final class RunLimit {

  /** The cloud takes no shorter limit. */
  public static final Duration SHORTEST = Duration.ofSeconds(30);

  /** The cloud takes no longer limit. */
  public static final Duration LONGEST = Duration.ofDays(120);

  /** What holds unless an admin sets another. */
  public static final Duration USUAL = Duration.ofDays(30);

  private RunLimit() {}

  /** For a machine on credit that ends at a known instant. */
  public static Duration onCredit(
      Instant now, Instant creditEndsAt, Duration stopLead, Duration limit) {
    Duration rest = Duration.between(now, creditEndsAt).plus(stopLead);
    Duration clamped = rest.compareTo(SHORTEST) < 0 ? SHORTEST : rest;
    clamped = clamped.compareTo(LONGEST) > 0 ? LONGEST : clamped;
    return clamped.compareTo(limit) < 0 ? clamped : limit;
  }
}
