package org.stipend.orchestrator.billing;

import java.time.Instant;
import java.util.Optional;
import org.stipend.cost.BillingAccountId;

/** Told by whoever plans the payers of workspaces: which accounts are to pay next. */
interface Successors {

  boolean isNext(BillingAccountId account);

  /** The earliest end of a credit at which it is to take over, as far as is known. */
  Optional<Instant> takesOverAt(BillingAccountId account, Instant now);
}
