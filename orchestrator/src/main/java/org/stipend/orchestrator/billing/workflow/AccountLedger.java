package org.stipend.orchestrator.billing.workflow;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/** What {@code account/<id>} reads and writes. All may be repeated. */
@ActivityInterface(namePrefix = "AccountLedger.")
public interface AccountLedger {

  AccountSnapshot load(UUID account);

  /** A report of an older version is dropped, and asks for another look at once. */
  NextLook looked(AccountReport report);
}
