package org.stipend.orchestrator.reconcile.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** As {@code RecordRuntimeHistories}: {@code -Dtest=RecordReconcileHistories}. */
class RecordReconcileHistories {

  @Test
  void aPassThatStopsAndDeletes() throws IOException {
    try (PassWorld world = new PassWorld()) {
      world.orders(Order.Verb.STOP);
      world.orders(Order.Verb.DELETE);
      world.run();
      Files.writeString(
          Path.of("src/test/resources/histories/reconcile-stopped-deleted.json"),
          world.temporal.getWorkflowClient().fetchHistory(world.workflowId()).toJson(true));
    }
  }
}
