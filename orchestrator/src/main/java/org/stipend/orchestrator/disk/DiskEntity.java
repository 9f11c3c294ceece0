package org.stipend.orchestrator.disk;

import io.temporal.client.BatchRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.disk.workflow.DiskWorkflow;
import org.stipend.orchestrator.engine.Entity;

/** {@code disk/<id>}: only a disk that is on its way out has something to wait for. */
@Component
final class DiskEntity implements Entity<DiskWorkflow> {

  static final Kind KIND = new Kind("disk");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Class<DiskWorkflow> workflow() {
    return DiskWorkflow.class;
  }

  @Override
  public void poke(BatchRequest batch, DiskWorkflow workflow, UUID disk, long generation) {
    batch.add(workflow::run, disk);
    batch.add(workflow::poke, generation);
  }

  @Override
  public String liveRows() {
    return """
    SELECT id AS key, generation AS version FROM disk
     WHERE desired = 'DELETED' AND state <> 'DELETED'
    """;
  }

  @Override
  public String raiseVersions() {
    return """
    UPDATE disk SET generation = generation + 1
     WHERE desired = 'DELETED' AND state <> 'DELETED'
    """;
  }
}
