package org.stipend.orchestrator.billing;

import org.stipend.cost.BillingAccountId;

/** Told by whoever plans the payers of workspaces: which accounts are to pay next. */
public interface Successors {

  boolean isNext(BillingAccountId account);
}
