package org.stipend.orchestrator.payer;

import java.time.Instant;
import java.util.UUID;
import org.stipend.cost.BillingAccountId;

/** The billing account that takes over when the credit of a workspace ends. */
public record Successor(BillingAccountId account, UUID by, Instant since) {}
