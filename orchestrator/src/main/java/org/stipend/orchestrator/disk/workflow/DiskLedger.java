package org.stipend.orchestrator.disk.workflow;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/** What the workflow reads from and writes to a disk's row. All may be repeated. */
@ActivityInterface(namePrefix = "DiskLedger.")
public interface DiskLedger {

  DiskSnapshot load(UUID disk);

  /** The cloud deleted it: its meter ends there. */
  void deleted(DiskDeletion deletion);
}
