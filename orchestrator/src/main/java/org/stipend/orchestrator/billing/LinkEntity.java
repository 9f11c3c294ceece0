package org.stipend.orchestrator.billing;

import io.temporal.client.BatchRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.billing.workflow.LinkWorkflow;
import org.stipend.orchestrator.engine.Entity;

/** {@code link/<workspace>}, while its project is on its way to another account. */
@Component
final class LinkEntity implements Entity<LinkWorkflow> {

  static final Kind KIND = new Kind("link");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Class<LinkWorkflow> workflow() {
    return LinkWorkflow.class;
  }

  @Override
  public void poke(BatchRequest batch, LinkWorkflow workflow, UUID workspace, long generation) {
    batch.add(workflow::run, workspace);
    batch.add(workflow::poke, generation);
  }

  @Override
  public String liveRows() {
    return """
    SELECT workspace AS key, generation AS version FROM project_link WHERE state = 'LINKING'
    """;
  }

  @Override
  public String raiseVersions() {
    return "UPDATE project_link SET generation = generation + 1 WHERE state = 'LINKING'";
  }
}
