package org.stipend.orchestrator.books;

import java.time.Instant;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.WorkspaceId;

/**
 * Told of billing accounts that take over workspaces because their credit ends, in the transaction
 * that learns of it. Declared here, implemented by billing.
 */
public interface Successions {

  void tookOver(WorkspaceId workspace, BillingAccountId account, Instant at);

  /** It does sooner than was foreseen, before anybody would look at it by the clock. */
  void takesOverSooner(BillingAccountId account);
}
