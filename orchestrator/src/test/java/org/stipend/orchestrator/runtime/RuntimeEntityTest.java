package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.machine.MachineWatch;

class RuntimeEntityTest {

  @Test
  void workersReachItsWorkflowByTheSameId() {
    var runtime = UUID.randomUUID();
    assertThat(RuntimeEntity.KIND.workflowId(runtime))
        .isEqualTo(MachineWatch.WORKFLOW_ID_PREFIX + runtime);
  }
}
