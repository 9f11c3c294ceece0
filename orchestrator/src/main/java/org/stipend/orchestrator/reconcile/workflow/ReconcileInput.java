package org.stipend.orchestrator.reconcile.workflow;

import java.util.UUID;

/**
 * @param taskQueue of those who list, stop and delete
 */
public record ReconcileInput(int schemaVersion, UUID pass, String taskQueue) {

  private static final int VERSION = 1;

  public static ReconcileInput of(UUID pass, String taskQueue) {
    return new ReconcileInput(VERSION, pass, taskQueue);
  }
}
