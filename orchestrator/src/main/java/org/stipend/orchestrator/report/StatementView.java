package org.stipend.orchestrator.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.UsageUnit;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.payer.PayerView;

/**
 * A row of a statement: what a run used on one day, that another pays for it, or something that
 * moved credit without use. Amounts are signed: what left the credit is negative.
 *
 * @param key tells it from the others
 * @param kind USAGE also with what was corrected of it since
 * @param from of the day's use; else when it counts from
 * @param description in words; null where a run says it
 * @param corrected something of it was reversed and stated anew
 * @param credit what it moves on the credit
 * @param platform what the platform pays in its stead
 * @param lines what the books hold of it; they add up to both amounts
 */
record StatementView(
    String key,
    Transaction.Kind kind,
    LocalDate day,
    Instant from,
    Instant to,
    SpendView.@Nullable SpentRunView run,
    @Nullable WorkspaceRef workspace,
    @Nullable String description,
    boolean corrected,
    Money credit,
    Money platform,
    List<LedgerLineView> lines) {

  /**
   * What was used of one SKU at one price, and who pays it.
   *
   * @param from the first second of it on this day
   * @param quantity in usage units; none where only who pays has changed
   * @param unitPrice for one of them
   */
  record LedgerLineView(
      Transaction.Kind kind,
      String sku,
      Instant from,
      Instant to,
      String quantity,
      UsageUnit unit,
      Money unitPrice,
      PayerView payer,
      Money amount) {}
}
