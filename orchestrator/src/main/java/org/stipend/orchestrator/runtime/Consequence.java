package org.stipend.orchestrator.runtime;

import java.util.List;
import java.util.stream.Stream;
import org.stipend.orchestrator.usage.MachineFact;

/**
 * What follows from something that happened to a runtime.
 *
 * @param row as it is to be written
 * @param metered what its meter is told, in this order
 * @param timeline what begins and ends in the timeline of {@code row}'s wish, in this order
 * @param disk what it means for its disk
 * @param poked its workflow is told of the new generation
 * @param goesOnIfPaid whether there is another run depends on the credit, as it is after {@code
 *     metered}: {@link Happening.Judged} follows
 */
record Consequence(
    RuntimeRow row,
    List<MachineFact> metered,
    List<Mark> timeline,
    DiskFate disk,
    boolean poked,
    boolean goesOnIfPaid) {

  enum DiskFate {
    UNTOUCHED,
    /** The cloud has made it: what its runtime costs has changed. */
    MADE,
    USED,
    /** A machine has it: from now on something may be on it. */
    WRITTEN,
    /** Its runtime is gone; it stays. */
    RELEASED,
    /** Its runtime is gone, and it goes too. */
    DROPPED
  }

  Consequence {
    metered = List.copyOf(metered);
    timeline = List.copyOf(timeline);
  }

  /** Only the row, and maybe not even that. */
  static Consequence of(RuntimeRow row) {
    return new Consequence(row, List.of(), List.of(), DiskFate.UNTOUCHED, false, false);
  }

  Consequence with(MachineFact... facts) {
    return new Consequence(row, plus(metered, facts), timeline, disk, poked, goesOnIfPaid);
  }

  Consequence with(Mark... marks) {
    return new Consequence(row, metered, plus(timeline, marks), disk, poked, goesOnIfPaid);
  }

  Consequence with(DiskFate fate) {
    return new Consequence(row, metered, timeline, fate, poked, goesOnIfPaid);
  }

  Consequence poking() {
    return new Consequence(row, metered, timeline, disk, true, goesOnIfPaid);
  }

  Consequence ifPaid() {
    return new Consequence(row, metered, timeline, disk, poked, true);
  }

  @SafeVarargs
  private static <T> List<T> plus(List<T> some, T... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}
