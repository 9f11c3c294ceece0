package org.stipend.orchestrator.runtime;

import io.temporal.client.BatchRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.engine.Entity;
import org.stipend.orchestrator.runtime.workflow.RuntimeInput;
import org.stipend.orchestrator.runtime.workflow.RuntimeWorkflow;

/** {@code runtime/<id>}, from launch to Deleted. */
@Component
final class RuntimeEntity implements Entity<RuntimeWorkflow> {

  static final Kind KIND = new Kind("runtime");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Class<RuntimeWorkflow> workflow() {
    return RuntimeWorkflow.class;
  }

  @Override
  public void poke(BatchRequest batch, RuntimeWorkflow workflow, UUID runtime, long generation) {
    batch.add(workflow::run, RuntimeInput.of(runtime, generation));
    batch.add(workflow::poke, generation);
  }

  @Override
  public String liveRows() {
    return "SELECT id AS key, generation AS version FROM runtime WHERE state <> 'DELETED'";
  }

  @Override
  public String raiseVersions() {
    return "UPDATE runtime SET generation = generation + 1 WHERE state <> 'DELETED'";
  }
}
