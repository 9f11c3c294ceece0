package org.stipend.orchestrator.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.billing.workflow.LinkProblem;
import org.stipend.orchestrator.billing.workflow.LinkProgress;
import org.stipend.orchestrator.billing.workflow.LinkSetback;
import org.stipend.orchestrator.billing.workflow.LinkSnapshot;
import org.stipend.orchestrator.billing.workflow.LinkStep;
import org.stipend.orchestrator.engine.Outbox;
import tools.jackson.databind.JsonNode;

/** The project of a workspace on its way to an account, as its row tells it. */
class LinksTest {

  private static final String ACCOUNT = "012345-6789AB-CDEF01";
  private static final String OTHER = "FEDCBA-987654-321098";

  @RegisterExtension static final TestConsole console = new TestConsole();

  private final Client ada = console.as("ada-" + UUID.randomUUID(), Role.RESEARCHER);
  private WorkspaceId workspace;
  private LinkActivities activities;

  @BeforeEach
  void make() {
    ada.send("PUT", "/api/billing-accounts/" + ACCOUNT, null);
    ada.send("PUT", "/api/billing-accounts/" + OTHER, null);
    Answer made =
        ada.post(
            "/api/workspaces",
            "{\"name\":\"Study %s\",\"description\":\"\",\"payer\":\"CREDIT\"}"
                .formatted(UUID.randomUUID()));
    workspace = new WorkspaceId(UUID.fromString(made.text("id")));
    activities = console.bean(LinkActivities.class);
  }

  @Test
  void aWishIsShownStepByStep() {
    want(ACCOUNT);
    assertThat(steps()).containsExactly("CHECK_ACCOUNT -", "LINK_PROJECT -", "CONFIRM_BILLING -");
    assertThat(view().path("state").asString()).isEqualTo("LINKING");

    done(LinkStep.CHECK_ACCOUNT);
    setback(LinkProblem.LINK_REFUSED, false);
    assertThat(steps()).containsExactly("CHECK_ACCOUNT +", "LINK_PROJECT -", "CONFIRM_BILLING -");
    assertThat(view().at("/problem/code").asString()).isEqualTo("LINK_REFUSED");
    assertThat(view().path("attempts").asInt()).isEqualTo(1);

    done(LinkStep.LINK_PROJECT);
    done(LinkStep.CONFIRM_BILLING);
    assertThat(steps()).containsExactly("CHECK_ACCOUNT +", "LINK_PROJECT +", "CONFIRM_BILLING +");
    assertThat(view().path("state").asString()).isEqualTo("LINKED");
    assertThat(view().path("problem").isNull()).isTrue();
    assertThat(view().path("account").asString()).isEqualTo(ACCOUNT);
  }

  @Test
  void theSameAccountAgainAsksNothingOfTheCloud() {
    want(ACCOUNT);
    want(ACCOUNT);
    assertThat(generation()).as("on its way").isEqualTo(1);
    done(LinkStep.CONFIRM_BILLING);
    long pokes = pokes();

    want(ACCOUNT);

    assertThat(generation()).isEqualTo(1);
    assertThat(pokes()).isEqualTo(pokes);
  }

  @Test
  void aProjectThatNeverWasLinkedIsTheProgrammesAlready() {
    want(null);

    assertThat(pokes()).isZero();
    assertThat(link(ada, "").status()).isEqualTo(404);
  }

  @Test
  void backToTheProgrammeAndOverAgainAreWishesOfTheirOwn() {
    want(ACCOUNT);
    done(LinkStep.CONFIRM_BILLING);
    want(null);
    assertThat(steps()).containsExactly("LINK_PROJECT -", "CONFIRM_BILLING -");
    want(OTHER);

    assertThat(generation()).isEqualTo(3);
    assertThat(view().path("account").asString()).isEqualTo(OTHER);
    assertThat(view().path("attempts").asInt()).isZero();
  }

  @Test
  void whatComesLateForAnOlderWishChangesNothing() {
    want(ACCOUNT);
    LinkSnapshot old = activities.load(workspace.value());
    want(OTHER);

    activities.progress(
        new LinkProgress(workspace.value(), old.generation(), LinkStep.CONFIRM_BILLING));
    activities.setback(
        new LinkSetback(workspace.value(), old.generation(), LinkProblem.ACCOUNT_CLOSED, true));

    assertThat(view().path("state").asString()).isEqualTo("LINKING");
    assertThat(steps()).allMatch(step -> step.endsWith("-"));
  }

  @Test
  void whatFailedIsTriedAgainByItsOwner() {
    want(ACCOUNT);
    setback(LinkProblem.LINK_NOT_CONFIRMED, true);
    assertThat(view().path("state").asString()).isEqualTo("FAILED");
    assertThat(view().at("/problem/nextStep").asString()).contains("Try again");

    Answer again = link(ada, "/retry");

    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(again.text("state")).isEqualTo("LINKING");
    assertThat(generation()).isEqualTo(2);
    assertThat(link(ada, "/retry").status()).as("it is tried already").isEqualTo(200);
    assertThat(generation()).isEqualTo(2);
  }

  @Test
  void whoDoesNotOwnTheWorkspaceTriesNothing() {
    want(ACCOUNT);
    setback(LinkProblem.LINK_REFUSED, true);
    Client bob = console.as("bob-" + UUID.randomUUID(), Role.RESEARCHER);
    assertThat(link(bob, "").status()).isEqualTo(404);
    ada.with("Content-Type", "application/json")
        .send(
            "PUT",
            "/api/workspaces/" + workspace + "/members/" + idOf(bob),
            "{\"role\":\"WRITER\"}");

    assertThat(link(bob, "").status()).isEqualTo(200);
    assertThat(link(bob, "/retry").status()).isEqualTo(403);
    assertThat(view().path("state").asString()).isEqualTo("FAILED");
  }

  private void want(@Nullable String account) {
    console
        .database()
        .transactions()
        .executeWithoutResult(status ->
            new Links(
                    console.database().jdbc(),
                    console.bean(Outbox.class),
                    console.bean(BillingAccounts.class))
                .want(
                    workspace,
                    account == null ? null : new BillingAccountId(account),
                    Instant.parse("2026-04-01T12:00:00Z")));
  }

  private void done(LinkStep step) {
    activities.progress(new LinkProgress(workspace.value(), generation(), step));
  }

  private void setback(LinkProblem problem, boolean last) {
    activities.setback(new LinkSetback(workspace.value(), generation(), problem, last));
  }

  private long generation() {
    return activities.load(workspace.value()).generation();
  }

  private long pokes() {
    return console
        .database()
        .jdbc()
        .sql("SELECT count(*) FROM outbox WHERE topic = 'LINK' AND key = :key")
        .param("key", workspace.value())
        .query(Long.class)
        .single();
  }

  private JsonNode view() {
    return link(ada, "").json();
  }

  private List<String> steps() {
    return view()
        .path("steps")
        .valueStream()
        .map(step -> step.path("name").asString() + (step.path("doneAt").isNull() ? " -" : " +"))
        .toList();
  }

  private Answer link(Client who, String what) {
    return who.send(
        what.isEmpty() ? "GET" : "POST",
        "/api/workspaces/" + workspace + "/project-link" + what,
        null);
  }

  private static String idOf(Client who) {
    return who.get("/api/me").json().at("/person/id").asString();
  }
}
