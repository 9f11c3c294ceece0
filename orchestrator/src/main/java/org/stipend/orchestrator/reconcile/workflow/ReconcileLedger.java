package org.stipend.orchestrator.reconcile.workflow;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/** What a pass reads from and writes to the rows. All may be repeated. */
@ActivityInterface(namePrefix = "ReconcileLedger.")
public interface ReconcileLedger {

  void begin(UUID pass);

  void listed(ListedPage page);

  /**
   * All pages are there: holds them against the rows, writes down what differs, has runtimes look
   * at their machines, and answers what is to be ended in the cloud.
   */
  Orders compare(UUID pass);

  void carriedOut(CarriedOut report);

  void finished(PassEnd end);
}
