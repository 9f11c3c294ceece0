package org.stipend.orchestrator.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.PriceId;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.money.UnitPrice;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.web.ToolNames;

/**
 * What a stretch of a run cost on one account.
 *
 * @param stretch at least a second; a minimum that is topped up belongs to the run's last one
 * @param quantity base units; where several bear a charge, it stands with the first of them
 * @param amount negative where a correction takes something back
 * @param booked it stands in the books; else it will
 */
record Spent(
    Run run,
    Line line,
    Account account,
    Interval stretch,
    long quantity,
    Money amount,
    boolean booked) {

  private static final long NANOS = 1_000_000_000;

  /** What was used at which price, and how it came into the books. */
  record Line(String sku, PriceId price, BillingMonth month, Transaction.Kind kind) {}

  /**
   * A machine from start to stop, or a disk from creation to deletion.
   *
   * @param tool null: a disk has none
   * @param stoppedAt null while it goes on
   */
  record Run(
      UUID id,
      WorkspaceRef workspace,
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
  Map<LocalDate, Spent> byDay(Days days) {
    Map<LocalDate, Spent> parts = new LinkedHashMap<>();
    LocalDate day = days.dayOf(stretch.start());
    for (Instant from = stretch.start(); from.isBefore(stretch.end()); day = day.plusDays(1)) {
      Instant next = days.startOf(day.plusDays(1));
      Instant to = next.isBefore(stretch.end()) ? next : stretch.end();
      parts.put(day, part(new Interval(from, to)));
      from = to;
    }
    return parts;
  }

  private Spent part(Interval part) {
    long used = upTo(part.end(), quantity) - upTo(part.start(), quantity);
    long cost = upTo(part.end(), amount.nanos()) - upTo(part.start(), amount.nanos());
    return new Spent(run, line, account, part, used, Money.ofNanos(cost), booked);
  }

  /** How much of a whole falls before an instant of the stretch. */
  private long upTo(Instant at, long whole) {
    if (at.equals(stretch.start())) {
      return 0;
    }
    if (at.equals(stretch.end())) {
      return whole;
    }
    long size = Math.absExact(whole);
    var all = new UnitPrice(size / NANOS, Math.toIntExact(size % NANOS), stretch.seconds());
    long before = all.costOf(new Interval(stretch.start(), at).seconds()).nanos();
    return whole < 0 ? -before : before;
  }
}
