package org.stipend.orchestrator.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.money.UnitPrice;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.web.ToolNames;

/**
 * What a stretch of a run cost on one account.
 *
 * @param stretch at least a second; a minimum that is topped up belongs to the run's last one
 * @param amount negative where a correction takes something back
 * @param booked it stands in the books; else it will
 */
record Spent(Run run, String sku, Account account, Interval stretch, Money amount, boolean booked) {

  private static final long NANOS = 1_000_000_000;

  /**
   * A machine from start to stop, or a disk from creation to deletion.
   *
   * @param tool null: a disk has none
   * @param stoppedAt null while it goes on
   */
  record Run(
      UUID id,
      @Nullable Tool tool,
      String type,
      UUID resource,
      PersonRef person,
      Instant startedAt,
      @Nullable Instant stoppedAt,
      boolean launchFailed) {

    SpendView.SpentRunView view() {
      return new SpendView.SpentRunView(
          id, tool, type, resource, person, startedAt, stoppedAt, launchFailed);
    }

    /** The seconds that something was charged for, which may be none: a minimum. */
    Interval stretch(Instant from, Instant to) {
      if (from.isBefore(to)) {
        return new Interval(from, to);
      }
      return startedAt.isBefore(from)
          ? new Interval(from.minusSeconds(1), from)
          : new Interval(from, from.plusSeconds(1));
    }
  }

  /** How a tool is asked for; what has none is a disk. */
  static String toolOf(@Nullable Tool tool) {
    return tool == null ? "disk" : ToolNames.of(tool);
  }

  /**
   * Cut where days begin; the parts add up to the whole. A stretch is one use at one price, so it
   * grows evenly.
   */
  Map<LocalDate, Money> byDay(Days days) {
    Map<LocalDate, Money> parts = new LinkedHashMap<>();
    LocalDate day = days.dayOf(stretch.start());
    Money before = Money.ZERO;
    for (Instant at = stretch.start(); at.isBefore(stretch.end()); day = day.plusDays(1)) {
      Instant next = days.startOf(day.plusDays(1));
      at = next.isBefore(stretch.end()) ? next : stretch.end();
      Money upTo = upTo(at);
      parts.put(day, upTo.minus(before));
      before = upTo;
    }
    return parts;
  }

  private Money upTo(Instant at) {
    if (at.equals(stretch.end())) {
      return amount;
    }
    long nanos = Math.absExact(amount.nanos());
    var whole = new UnitPrice(nanos / NANOS, Math.toIntExact(nanos % NANOS), stretch.seconds());
    Money part = whole.costOf(new Interval(stretch.start(), at).seconds());
    return amount.isNegative() ? part.negated() : part;
  }
}
