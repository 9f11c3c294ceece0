package org.stipend.orchestrator.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.WorkspaceRef;

/**
 * A line of a statement.
 *
 * @param amount signed: what left the account is negative
 * @param bookedAt when it was learned
 * @param usageFrom when it was used
 */
record PostingView(
    String id,
    String journal,
    Transaction.Kind kind,
    String account,
    String accountName,
    Money amount,
    Instant bookedAt,
    @Nullable Instant usageFrom,
    @Nullable Instant usageTo,
    @Nullable ResourceRef resource,
    @Nullable String sku,
    String description,
    @Nullable WorkspaceRef workspace) {

  record ResourceRef(Kind kind, UUID id) {

    enum Kind {
      MACHINE,
      DISK
    }
  }
}
