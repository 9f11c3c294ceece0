package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a drift was seen without a pass between that did not see it.
 *
 * @param quarantinedAt null: it is not in quarantine
 */
record Sighting(Instant firstSeen, Instant lastSeen, int times, @Nullable Instant quarantinedAt) {

  static Sighting first(Instant now) {
    return new Sighting(now, now, 1, null);
  }

  Sighting again(Instant now) {
    return new Sighting(firstSeen, now, times + 1, quarantinedAt);
  }

  Sighting quarantined(Instant now) {
    return new Sighting(firstSeen, lastSeen, times, now);
  }
}
