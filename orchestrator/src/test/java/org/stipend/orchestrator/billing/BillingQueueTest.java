package org.stipend.orchestrator.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stipend.cloud.TaskQueues;

class BillingQueueTest {

  @Test
  void whoIsAskedFollowsFromTheProvider() {
    assertThat(new BillingQueue("local", null).name()).isEqualTo(TaskQueues.LOCAL);
    assertThat(new BillingQueue("gce", "us-central1").name())
        .isEqualTo("stipend-cloud-gce-us-central1");
  }
}
