package org.stipend.cost.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.UseId;
import org.stipend.cost.time.Interval;

/**
 * One resource holding one constant quantity of a SKU over {@code [start, end)}: a part of a run of
 * a machine, or the life of a disk. A fact: who pays for it is another.
 *
 * @param start the cloud's instant, floored to the second
 * @param end likewise; null: still going on
 */
public record Use(
    UseId id, ResourceId resource, Quantity quantity, Instant start, @Nullable Instant end) {

  public Use {
    Interval.requireWholeSecond(start);
    if (end != null) {
      var _ = new Interval(start, end);
    }
  }

  /** Still going on at its start. */
  public static Use from(UseId id, ResourceId resource, Quantity quantity, Instant start) {
    return new Use(id, resource, quantity, start, null);
  }

  public Use endedAt(@Nullable Instant instant) {
    return new Use(id, resource, quantity, start, instant);
  }

  public boolean isOpen() {
    return end == null;
  }

  public boolean endsAt(Instant instant) {
    return instant.equals(end);
  }

  public boolean covers(Instant second) {
    return !second.isBefore(start) && (end == null || second.isBefore(end));
  }

  /** Machines are charged for at least {@link Run#MINIMUM}; disks and addresses are not. */
  public boolean isOfMachine() {
    return resource instanceof RuntimeId;
  }

  /** Started and stopped within one second: it has no second, and still owes the minimum. */
  public boolean isInstantRun() {
    return isOfMachine() && start.equals(end);
  }

  /** Base units used from one instant to another. */
  public long usedBetween(Instant from, Instant to) {
    return Math.multiplyExact(quantity.amount(), to.getEpochSecond() - from.getEpochSecond());
  }

  /** Base units of the minimum that would still be owed if the run ended at an instant. */
  public long owedAt(Instant instant) {
    return isOfMachine()
        ? Math.multiplyExact(quantity.amount(), new Run(start, end).secondsOwedAt(instant))
        : 0;
  }
}
