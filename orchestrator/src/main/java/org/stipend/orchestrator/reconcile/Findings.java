package org.stipend.orchestrator.reconcile;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.reconcile.Drift.Key;
import org.stipend.orchestrator.reconcile.workflow.Outcome;

/**
 * All that a pass finds, the longest seen first, and what it does about it: a pure function of the
 * rows, the listing and what was seen before.
 *
 * @param all none where the listing cannot be believed
 */
record Findings(Outcome outcome, List<Finding> all) {

  static final int FEWEST_ENDED = 20;
  static final int ONE_IN = 100;

  private static final Comparator<Finding> LONGEST_SEEN_FIRST =
      comparing((Finding finding) -> finding.seen().firstSeen())
          .thenComparing(finding -> finding.drift().kind())
          .thenComparing(finding -> finding.drift().name());

  Findings {
    all = List.copyOf(all);
  }

  /**
   * @param before sightings of the passes before this one, of what is still open
   */
  static Findings of(
      Known all,
      Listing listing,
      Map<Key, Sighting> before,
      Instant now,
      ReconcileSettings settings) {
    if (!listing.billingOn()) {
      return new Findings(Outcome.BILLING_OFF, List.of());
    }
    Known known = all.without(listing.unknown());
    if (listing.isEmpty() && known.saysThatSomethingIsThere()) {
      return new Findings(Outcome.EMPTY_LISTING, List.of());
    }
    List<Finding> found =
        Comparison.of(listing, known, now).stream()
            .map(drift -> judge(drift, before.get(drift.key()), now))
            .sorted(LONGEST_SEEN_FIRST)
            .toList();
    return settings.enabled()
        ? new Findings(Outcome.DONE, capped(found, cap(all.fleet()), now))
        : new Findings(Outcome.SWITCHED_OFF, putOff(found, now));
  }

  private static Finding judge(Drift drift, @Nullable Sighting before, Instant now) {
    Sighting seen = before == null ? Sighting.first(now) : before.again(now);
    Course course = Course.of(drift, seen, now);
    return new Finding(drift, seen, course);
  }

  static long cap(long fleet) {
    return Math.max(FEWEST_ENDED, fleet / ONE_IN);
  }

  /** What is beyond the cap waits for the next pass. */
  private static List<Finding> capped(List<Finding> found, long cap, Instant now) {
    List<Finding> all = new ArrayList<>();
    long ended = 0;
    for (Finding finding : found) {
      if (!finding.isDestructive()) {
        all.add(finding);
      } else {
        all.add(ended < cap ? finding : finding.with(finding.course().putOff(now)));
        ended++;
      }
    }
    return all;
  }

  private static List<Finding> putOff(List<Finding> found, Instant now) {
    return found.stream().map(finding -> finding.with(finding.course().putOff(now))).toList();
  }
}
