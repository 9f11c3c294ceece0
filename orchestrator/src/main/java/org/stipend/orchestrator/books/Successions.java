package org.stipend.orchestrator.books;

import java.time.Instant;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.WorkspaceId;

/**
 * Told, in the transaction that books it, that a billing account has taken over a workspace because
 * its credit has ended. Declared here, implemented by billing.
 */
public interface Successions {

  void tookOver(WorkspaceId workspace, BillingAccountId account, Instant at);
}
