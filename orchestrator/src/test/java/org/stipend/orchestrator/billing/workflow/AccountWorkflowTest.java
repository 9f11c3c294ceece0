package org.stipend.orchestrator.billing.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.billing.AccountState;

class AccountWorkflowTest {

  private final AccountWorld world = new AccountWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatNobodyUsesIsLookedAtOnce() {
    WorkflowStub.fromTyped(world.start()).getResult(Void.class);

    assertThat(world.ledger.reports).hasSize(1);
    AccountState seen = world.ledger.reports.getFirst().seen();
    assertThat(seen.open()).isTrue();
    assertThat(seen.named()).containsExactly("ada@example.org");
  }

  @Test
  void whatIsUsedIsLookedAtEveryHour() {
    world.ledger.uses = 3;
    long began = world.temporal.currentTimeMillis();

    WorkflowStub.fromTyped(world.start()).getResult(Void.class);

    assertThat(world.ledger.reports).hasSize(4);
    assertThat(world.temporal.currentTimeMillis() - began)
        .isGreaterThanOrEqualTo(Duration.ofHours(3).toMillis());
  }

  @Test
  void aPokeLooksAtOnce() {
    world.ledger.uses = 1;
    AccountWorkflow workflow = world.start();
    await().until(() -> world.ledger.reports.size() == 1);

    workflow.poke(2);

    await().until(() -> world.ledger.reports.size() == 2);
  }

  @Test
  void whereNobodyCanBeAskedThatIsWhatIsReported() {
    world.billing.away = true;

    WorkflowStub.fromTyped(world.start()).getResult(Void.class);

    assertThat(world.ledger.reports).hasSize(1);
    assertThat(world.ledger.reports.getFirst().seen()).isNull();
  }

  @Test
  void workersWithoutBillingAreReportedLikeNone() {
    try (AccountWorld unserved = AccountWorld.unserved()) {
      WorkflowStub.fromTyped(unserved.start()).getResult(Void.class);

      assertThat(unserved.ledger.reports).hasSize(1);
      assertThat(unserved.ledger.reports.getFirst().seen()).isNull();
    }
  }
}
