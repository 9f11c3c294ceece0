package org.stipend.orchestrator.payer;

import java.time.Instant;
import java.util.UUID;
import org.stipend.cost.Payer;

/**
 * Who pays for a workspace now.
 *
 * @param payer the credit of its creator, or a billing account
 * @param by who bound it: the creator, or the owner whose account it is
 */
public record Binding(Payer payer, UUID by, Instant since) {

  public boolean isCredit() {
    return payer instanceof Payer.CreditPool;
  }
}
