package org.stipend.orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;
import tools.jackson.databind.JsonNode;

/** Ada's workspace, and whom she lets in. */
class MembersTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  private static final String[] JSON = {"Content-Type", "application/json"};

  private final Client ada = researcher();
  private final Client bob = researcher();
  private final Client eve = researcher();
  private String workspace;

  @BeforeEach
  void make() {
    console.offers(Tool.TERMINAL);
    Answer made =
        ada.post(
            "/api/workspaces",
            """
            {"name":"Study %s","description":"","payer":"CREDIT"}
            """
                .formatted(UUID.randomUUID()));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    workspace = made.text("id");
  }

  @Test
  void whoeverIsLetInSeesTheWorkspaceAndIsOneOfItsMembers() {
    assertThat(bob.get(path("")).status()).isEqualTo(404);

    Answer added = put(ada, bob, "WRITER");

    assertThat(added.status()).as(added.toString()).isEqualTo(200);
    assertThat(added.text("role")).isEqualTo("WRITER");
    assertThat(bob.get(path("")).text("role")).isEqualTo("WRITER");
    assertThat(bob.get("/api/workspaces").json().path("items")).hasSize(1);
    assertThat(bob.get(path("/members")).json().path("items").findValuesAsString("id"))
        .containsExactlyInAnyOrder(id(ada), id(bob));
    assertThat(bob.get(path("/members?limit=1")).text("nextCursor")).isNotEmpty();
  }

  @Test
  void onlyOwnersChangeMembersAndOthersLearnNothing() {
    put(ada, bob, "WRITER");

    assertThat(put(bob, eve, "READER").status()).isEqualTo(403);
    assertThat(remove(bob, ada).status()).isEqualTo(403);
    assertThat(bob.get(path("/candidates?q=name")).status()).isEqualTo(403);
    assertThat(put(eve, eve, "OWNER").status()).isEqualTo(404);
    assertThat(eve.get(path("/members")).status()).isEqualTo(404);
    assertThat(remove(eve, bob).status()).isEqualTo(404);
    assertThat(console.as("root", Role.ADMIN).get(path("/members")).status()).isEqualTo(200);
    assertThat(put(console.as("root", Role.ADMIN), eve, "OWNER").status()).isEqualTo(403);
  }

  @Test
  void anOwnerFindsResearchersWhoAreNoMembersYet() {
    String name = bob.get("/api/me").json().at("/person/name").asString();

    assertThat(candidates(name)).containsExactly(id(bob));
    put(ada, bob, "READER");
    assertThat(candidates(name)).isEmpty();
    console.as("money", Role.FINANCE).get("/api/me");
    assertThat(candidates("Name of money")).as("no researcher").isEmpty();
    assertThat(ada.get(path("/candidates?q=%20a%20")).status()).isEqualTo(400);
  }

  @Test
  void whoIsNoResearcherCannotBecomeAMember() {
    Client finance = console.as("money", Role.FINANCE);

    assertThat(put(ada, finance, "READER").text("code")).isEqualTo("NO_RESEARCHER");
    assertThat(put(ada, UUID.randomUUID().toString(), "READER").text("code"))
        .isEqualTo("NO_RESEARCHER");
    assertThat(put(ada, id(bob), "KING").status()).isEqualTo(400);
  }

  @Test
  void whoseCreditPaysStaysAnOwner() {
    put(ada, bob, "OWNER");

    assertThat(remove(ada, ada).text("code")).isEqualTo("MEMBER_PAYS");
    assertThat(remove(bob, ada).text("code")).isEqualTo("MEMBER_PAYS");
    assertThat(put(bob, ada, "READER").text("code")).isEqualTo("MEMBER_PAYS");
    assertThat(remove(bob, bob).status()).as("another owner may leave").isEqualTo(204);
  }

  @Test
  void thereIsAlwaysAnOwnerAlsoWhereABillingAccountPays() {
    console
        .database()
        .asOwner()
        .sql(
            """
            WITH before AS (
              UPDATE payer_binding SET bound_to = now() WHERE workspace = :workspace::uuid RETURNING workspace)
            INSERT INTO payer_binding (workspace, kind, payer, bound_by, bound_from)
            SELECT workspace, 'BILLING_ACCOUNT', '012345-6789AB-CDEF01', :somebody, now() FROM before
            """)
        .param("workspace", workspace)
        .param("somebody", UUID.fromString(id(eve)))
        .update();
    put(ada, bob, "WRITER");

    assertThat(remove(ada, ada).text("code")).isEqualTo("LAST_OWNER");
    assertThat(put(ada, ada, "READER").text("code")).isEqualTo("LAST_OWNER");
    put(ada, bob, "OWNER");
    assertThat(remove(ada, ada).status()).isEqualTo(204);
  }

  @Test
  void whoLeavesIsRemovedOrBecomesAReaderHasNothingRunningAnyMore() {
    put(ada, bob, "WRITER");
    put(ada, eve, "WRITER");
    String ofBob = launch(bob);
    String ofEve = launch(eve);

    assertThat(put(ada, bob, "READER").status()).isEqualTo(200);
    assertThat(ada.get("/api/runtimes/" + ofBob).text("desired")).isEqualTo("STOPPED");
    assertThat(bob.get("/api/runtimes/" + ofBob).json().at("/stopReason/code").asString())
        .isEqualTo("MEMBERSHIP");
    assertThat(bob.post("/api/runtimes/" + ofBob + "/start", "").status()).isEqualTo(403);
    assertThat(ada.get("/api/runtimes/" + ofEve).text("desired")).isEqualTo("RUNNING");

    assertThat(remove(eve, eve).status()).isEqualTo(204);
    assertThat(remove(eve, eve).status()).as("the answer was lost").isEqualTo(204);
    assertThat(ada.get("/api/runtimes/" + ofEve).text("desired")).isEqualTo("STOPPED");
    assertThat(eve.get("/api/runtimes/" + ofEve).status()).isEqualTo(404);
    assertThat(remove(ada, eve).status()).as("again").isEqualTo(204);
  }

  @Test
  void aLaunchAndARemovalAtOnceLeaveNothingRunning() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> both = List.of(() -> tryToLaunch(bob), () -> remove(ada, bob));
      for (int i = 0; i < 10; i++) {
        put(ada, bob, "WRITER");
        assertThat(threads.invokeAll(both).getLast().get().status()).isEqualTo(204);
        JsonNode runtimes = ada.get("/api/runtimes?workspace=" + workspace).json().path("items");
        assertThat(runtimes).allMatch(one -> !one.path("desired").asString().equals("RUNNING"));
        make(); // another one: of a tool there is one per person and workspace
      }
    }
  }

  @Test
  void ofTwoOwnersWhoRemoveEachOtherAtOnceOneIsLeft() throws Exception {
    put(ada, bob, "OWNER");
    put(ada, eve, "OWNER");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(List.of(() -> remove(bob, eve), () -> remove(eve, bob)));
    }

    assertThat(ada.get(path("/members")).json().path("items")).hasSize(2);
  }

  private static Client researcher() {
    return console.as("m" + UUID.randomUUID(), Role.RESEARCHER);
  }

  private String path(String rest) {
    return "/api/workspaces/" + workspace + rest;
  }

  private static String id(Client person) {
    return person.get("/api/me").json().at("/person/id").asString();
  }

  private Answer put(Client by, Client person, String role) {
    return put(by, id(person), role);
  }

  private Answer put(Client by, String person, String role) {
    return by.with(JSON)
        .send("PUT", path("/members/" + person), "{\"role\":\"%s\"}".formatted(role));
  }

  private Answer remove(Client by, Client person) {
    return by.send("DELETE", path("/members/" + id(person)), "");
  }

  private List<String> candidates(String sought) {
    return ada.get(path("/candidates?q=" + sought.replace(" ", "%20")))
        .json()
        .path("items")
        .findValuesAsString("id");
  }

  private String launch(Client person) {
    Answer answer = tryToLaunch(person);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.text("id");
  }

  private Answer tryToLaunch(Client person) {
    return person
        .with(JSON)
        .send(
            "PUT",
            "/api/runtimes/" + UUID.randomUUID(),
            """
            {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(workspace));
  }
}
