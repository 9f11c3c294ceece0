package org.stipend.cost.funding;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A threshold of a pool that was crossed. In its series each is crossed once.
 *
 * @param series the generation of the pool, which begins with each grant; of {@link Kind#EXPIRY}
 *     and {@link Kind#GRACE} the second they count down to
 */
public record Crossing(Kind kind, long series, int threshold) {

  /** What is crossed, and where; the later in its list, the more urgent. */
  public enum Kind {
    /** Per cent of the credit that are used; with 0 a generation begins. */
    USED(0, 25, 50, 75, 90),
    /** Minutes before the credit ends at this pace. */
    RUNWAY(24 * 60, 4 * 60, 60, 15),
    /** Days before a grant expires. */
    EXPIRY(90, 30, 14, 7, 1, 0),
    /** The credit has ended. */
    ENDED(0),
    /** Days before what is kept without credit is no longer. */
    GRACE(23, 16, 9, 7, 6, 5, 4, 3, 2, 1);

    private final List<Integer> thresholds;

    Kind(Integer... thresholds) {
      this.thresholds = List.of(thresholds);
    }

    List<Integer> thresholds() {
      return thresholds;
    }

    /** Whether a new grant arms them anew. */
    public boolean isOfGeneration() {
      return this == USED || this == RUNWAY || this == ENDED;
    }
  }

  /** Of those of one kind, and of two alike the one that comes first. */
  static final Comparator<Crossing> URGENCY =
      comparing((Crossing one) -> one.kind.thresholds.indexOf(one.threshold))
          .thenComparing(Crossing::series, reverseOrder());

  static Crossing at(Kind kind, Instant series, int threshold) {
    return new Crossing(kind, series.getEpochSecond(), threshold);
  }

  /** It was crossed in the generation before, and a new grant did not lead back below it. */
  Crossing inTheGenerationBefore() {
    return new Crossing(kind, series - 1, threshold);
  }
}
