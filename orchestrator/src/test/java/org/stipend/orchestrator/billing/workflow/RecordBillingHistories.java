package org.stipend.orchestrator.billing.workflow;

import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Records the histories that {@code ReplayTest} replays. Not part of a build: what was recorded by
 * an earlier version is what has to replay. For a new shape: {@code -Dtest=RecordBillingHistories}.
 */
class RecordBillingHistories {

  @Test
  void aLinkThatWaitsForRightsAndForItsConfirmation() throws IOException {
    try (LinkWorld world = new LinkWorld()) {
      world.billing.refusals = 2;
      world.billing.unconfirmed = 2;
      world.relink();
      write("link-confirmed-late.json", world.temporal.getWorkflowClient(), world.workflowId());
    }
  }

  @Test
  void aLinkThatIsGivenUp() throws IOException {
    try (LinkWorld world = new LinkWorld()) {
      world.closed();
      world.relink();
      write("link-account-closed.json", world.temporal.getWorkflowClient(), world.workflowId());
    }
  }

  @Test
  void aWishThatTakesThePlaceOfAnother() throws IOException {
    try (LinkWorld world = new LinkWorld()) {
      world.billing.refusals = Integer.MAX_VALUE;
      world.row.want(LinkWorld.ACCOUNT);
      LinkWorkflow workflow = world.start();
      await().until(() -> world.row.said.contains("again LINK_REFUSED"));
      world.billing.refusals = 0;
      workflow.poke(world.row.want(null));
      world.finish(workflow);
      write("link-back-to-credit.json", world.temporal.getWorkflowClient(), world.workflowId());
    }
  }

  @Test
  void anAccountThatIsLookedAtForHours() throws IOException {
    try (AccountWorld world = new AccountWorld()) {
      world.ledger.uses = 3;
      AccountWorkflow workflow = world.start();
      await().until(() -> world.ledger.reports.size() == 1);
      world.billing.away = true;
      workflow.poke(2);
      await().until(() -> world.ledger.reports.size() == 2);
      world.billing.away = false;
      WorkflowStub.fromTyped(workflow).getResult(Void.class);
      write("account-watched.json", world.temporal.getWorkflowClient(), world.workflowId());
    }
  }

  private static void write(String name, WorkflowClient client, String workflow)
      throws IOException {
    Files.writeString(
        Path.of("src/test/resources/histories", name),
        client.fetchHistory(workflow).toJson(true) + "\n");
  }
}
