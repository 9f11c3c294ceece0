package org.stipend.orchestrator.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.payer.PayerView;

/**
 * What a workspace cost on some days. The amounts of all its rows add up to the total.
 *
 * @param zone whose days they are
 * @param to the last day, included
 * @param unbooked what of the total is not in the books yet
 * @param items null for readers, who see totals only
 * @param nextCursor to be passed as {@code ?cursor=}; null on the last page
 */
record SpendView(
    By by,
    String zone,
    LocalDate from,
    LocalDate to,
    Instant asOf,
    Money total,
    Money unbooked,
    List<PaidView> payers,
    @Nullable List<SpentView> items,
    @Nullable String nextCursor) {

  /** So much was paid by one. */
  record PaidView(PayerView.Kind kind, String name, Money amount) {}

  /**
   * A row; what it is about depends on what makes one.
   *
   * @param key tells it from the others
   * @param tool null: disks, or not about one
   */
  record SpentView(
      String key,
      @Nullable PersonRef person,
      @Nullable Tool tool,
      @Nullable LocalDate day,
      @Nullable SpentRunView run,
      @Nullable String sku,
      Money amount,
      Money unbooked,
      List<PaidView> payers) {}

  /**
   * A machine from start to stop, or a disk from creation to deletion.
   *
   * @param tool null: a disk has none
   * @param type of machine, or of disk
   * @param stoppedAt null while it goes on
   */
  record SpentRunView(
      UUID id,
      @Nullable Tool tool,
      String type,
      UUID resource,
      PersonRef person,
      Instant startedAt,
      @Nullable Instant stoppedAt,
      boolean launchFailed) {}
}
