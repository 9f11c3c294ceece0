package org.stipend.cost.usage;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.Payer;
import org.stipend.cost.ResourceId;
import org.stipend.cost.SegmentId;
import org.stipend.cost.time.Interval;

/**
 * One resource, one SKU, one constant quantity and one payer over {@code [start, end)}; open until
 * its end is known. Start and end are the cloud's instants, floored to the second.
 *
 * @param end null: still going on
 * @param run the run of a machine this is part of, to which the 60 s minimum applies; null for what
 *     has no minimum (disks, addresses)
 */
public record UsageSegment(
    SegmentId id,
    ResourceId resource,
    Quantity quantity,
    Payer payer,
    Instant start,
    @Nullable Instant end,
    @Nullable Run run) {

  public UsageSegment {
    Interval.requireWholeSecond(start);
    if (end != null) {
      var _ = new Interval(start, end);
    }
    if (run != null && start.isBefore(run.start())) {
      throw new IllegalArgumentException("Segment %s starts before its run".formatted(id));
    }
  }

  /** A machine's quantity from the start of its run. */
  public static UsageSegment ofRun(
      SegmentId id, ResourceId resource, Quantity quantity, Payer payer, Instant start) {
    return new UsageSegment(id, resource, quantity, payer, start, null, new Run(start, null));
  }

  /** A quantity without a minimum: a disk, an address. */
  public static UsageSegment of(
      SegmentId id, ResourceId resource, Quantity quantity, Payer payer, Instant start) {
    return new UsageSegment(id, resource, quantity, payer, start, null, null);
  }

  public Optional<Instant> knownEnd() {
    return Optional.ofNullable(end);
  }

  public boolean isOpen() {
    return end == null;
  }

  public boolean covers(Instant second) {
    return !second.isBefore(start) && (end == null || second.isBefore(end));
  }

  /** This segment, ended; its run, if any, ends with it. */
  public UsageSegment endedAt(Instant instant) {
    Run ended = run == null ? null : new Run(run.start(), instant);
    return new UsageSegment(id, resource, quantity, payer, start, instant, ended);
  }

  /** The part of this segment up to an instant; its run goes on in the successor. */
  public UsageSegment before(Instant instant) {
    return new UsageSegment(id, resource, quantity, payer, start, instant, run);
  }

  /** The part of this segment from an instant on, with another payer and a name of its own. */
  public UsageSegment successor(Instant instant, Payer next) {
    return new UsageSegment(id.successorAt(instant), resource, quantity, next, instant, end, run);
  }
}
