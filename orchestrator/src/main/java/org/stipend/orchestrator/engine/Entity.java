package org.stipend.orchestrator.engine;

import io.temporal.client.BatchRequest;
import java.util.Locale;
import java.util.UUID;

/**
 * A kind of row that has a workflow of its own while something of it has to wait. The row is the
 * truth: its workflow is only poked, and can be started anew from the row at any time.
 *
 * @param <W> the workflow's interface
 */
public interface Entity<W> {

  Kind kind();

  Class<W> workflow();

  /**
   * Adds the start of an execution, then the poke of whichever runs. Both may happen again and out
   * of order.
   *
   * @param version the row's generation or epoch
   */
  void poke(BatchRequest batch, W workflow, UUID key, long version);

  /** SQL that selects {@code key} and {@code version} of each row whose workflow must exist. */
  String liveRows();

  /** SQL that raises the version of each such row, which fences whoever acts for an older one. */
  String raiseVersions();

  /** What an entity is called: the first part of its workflows' ids, in capitals its topic. */
  record Kind(String name) {

    public String workflowId(UUID key) {
      return name + "/" + key;
    }

    String topic() {
      return name.toUpperCase(Locale.ROOT);
    }
  }
}
