package org.stipend.orchestrator.billing.workflow;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/**
 * What {@code link/<workspace>} reads and writes. All may be repeated; what is said for an older
 * generation changes nothing.
 */
@ActivityInterface(namePrefix = "LinkLedger.")
public interface LinkLedger {

  LinkSnapshot load(UUID workspace);

  void progress(LinkProgress progress);

  void setback(LinkSetback setback);
}
