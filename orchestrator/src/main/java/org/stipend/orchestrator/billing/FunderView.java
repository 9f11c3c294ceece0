package org.stipend.orchestrator.billing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/**
 * What could pay for a workspace of this person.
 *
 * @param account the cloud's name of a billing account; null for credit
 * @param name null where the account does not name the person, as is the currency
 * @param available what is left of the credit; null for a billing account
 * @param missing what keeps it from paying
 */
record FunderView(
    Kind kind,
    @Nullable String account,
    @Nullable String name,
    @Nullable String currency,
    @Nullable Money available,
    BillingAccountRow.State state,
    @Nullable Instant checkedAt,
    List<Missing> missing) {

  enum Kind {
    CREDIT,
    BILLING_ACCOUNT
  }

  /**
   * @param command what mends it, for a shell; null where none does
   */
  record Missing(String code, String detail, String nextStep, @Nullable String command) {}
}
