package org.stipend.orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;
import tools.jackson.databind.JsonNode;

/** Ada pays, and says how much of it Bob may spend. */
class MemberCapsTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  private static final String[] JSON = {"Content-Type", "application/json"};
  private static final List<String> TOOLS = List.of("terminal", "jupyter", "rstudio", "cromwell");

  private final Client ada = researcher();
  private final Client bob = researcher();
  private String workspace;

  @BeforeEach
  void twoWork() {
    console.offers(Tool.values());
    workspace =
        ada.post(
                "/api/workspaces",
                """
                {"name":"Study %s","description":"","payer":"CREDIT"}
                """
                    .formatted(UUID.randomUUID()))
            .text("id");
    join(bob, "WRITER");
  }

  @Test
  void whoPaysSeesEachMembersShareAndNobodyElseDoes() {
    assertThat(cap("5").text("cap")).isEqualTo("5.000000000");

    JsonNode seen = member(ada, bob);
    assertThat(seen.path("share").asString()).isEqualTo("0.000000000");
    assertThat(seen.path("cap").asString()).isEqualTo("5.000000000");
    assertThat(member(ada, ada).path("cap").isNull()).isTrue();
    assertThat(member(bob, bob).path("cap").isNull()).isTrue();
    assertThat(member(bob, bob).path("share").isNull()).isTrue();
  }

  @Test
  void onlyWhoPaysCapsAndOnlyOthersWithinBounds() {
    join(bob, "OWNER");
    assertThat(cap(bob, ada, "5").text("code")).isEqualTo("NOT_PAYER");
    assertThat(cap(bob, bob, "5").text("code")).isEqualTo("NOT_PAYER");
    assertThat(cap(ada, ada, "5").text("code")).isEqualTo("MEMBER_PAYS");
    assertThat(cap(ada, researcher(), "5").status()).isEqualTo(404);
    assertThat(cap(researcher(), bob, "5").status()).isEqualTo(404);
    for (String amount : List.of("-1", "1000000.000000001", "much")) {
      assertThat(cap(amount).status()).as(amount).isEqualTo(400);
    }
    assertThat(ada.with(JSON).send("PUT", path(bob) + "/cap", "{}").status()).isEqualTo(400);
  }

  @Test
  void aCapMayBeLiftedAndEachChangeIsAudited() {
    cap("5");
    cap("5");
    cap("7");
    assertThat(ada.send("DELETE", path(bob) + "/cap", "").status()).isEqualTo(204);
    assertThat(ada.send("DELETE", path(bob) + "/cap", "").status()).as("again").isEqualTo(204);

    assertThat(member(ada, bob).path("cap").isNull()).isTrue();
    assertThat(
            console
                .database()
                .asOwner()
                .sql(
                    "SELECT action FROM audit WHERE subject = :bob::uuid AND action LIKE '%CAP%' ORDER BY id")
                .param("bob", id(bob))
                .query(String.class)
                .list())
        .containsExactly("CAP_MEMBER", "CAP_MEMBER", "UNCAP_MEMBER");
  }

  @Test
  void aCapIsThereAgainWhenItsMemberLeavesAndIsLetInAgain() {
    cap("5");
    assertThat(bob.send("DELETE", path(bob), null).status()).isEqualTo(204);
    join(bob, "READER");
    assertThat(member(ada, bob).path("cap").asString()).isEqualTo("5.000000000");

    cap("7");
    assertThat(ada.send("DELETE", path(bob), null).status()).isEqualTo(204);
    join(bob, "WRITER");
    assertThat(member(ada, bob).path("cap").asString()).isEqualTo("7.000000000");

    ada.send("DELETE", path(bob) + "/cap", "");
    ada.send("DELETE", path(bob), null);
    join(bob, "WRITER");
    assertThat(member(ada, bob).path("cap").isNull()).as("it was lifted").isTrue();
  }

  @Test
  void whoIsCappedIsToldBeforeTheClickAndRefusedAfterIt() {
    cap("0.001");

    JsonNode estimate =
        bob.post(
                "/api/workspaces/" + workspace + "/estimates",
                launch("terminal").replaceFirst("\"workspace\":\"[^\"]*\",", ""))
            .json();
    assertThat(estimate.at("/cap/left").asString()).isEqualTo("0.001000000");
    assertThat(estimate.at("/admission/code").asString()).isEqualTo("MEMBER_CAP_REACHED");

    Answer refused = tryToLaunch(bob, "terminal");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("code")).isEqualTo("MEMBER_CAP_REACHED");
    assertThat(refused.text("left")).isEqualTo("0.001000000");
    assertThat(refused.text("nextStep")).contains("raise your cap");
    assertThat(tryToLaunch(ada, "terminal").status()).as("of others").isEqualTo(202);
  }

  @Test
  void whatRunsGoesOnAndDoesNotStartAgain() {
    String runtime = tryToLaunch(bob, "terminal").text("id");
    cap("0");

    assertThat(bob.get("/api/runtimes/" + runtime).text("desired")).isEqualTo("RUNNING");
    assertThat(bob.post("/api/runtimes/" + runtime + "/stop", "").status()).isEqualTo(202);
    assertThat(bob.post("/api/runtimes/" + runtime + "/start", "").text("code"))
        .isEqualTo("MEMBER_CAP_REACHED");
  }

  @Test
  void twentyLaunchesAtOnceDoNotPassTheCap() throws Exception {
    cap("0.008"); // a launch takes 0.0035
    List<Callable<Answer>> launches =
        IntStream.range(0, 20)
            .<Callable<Answer>>mapToObj(i -> () -> tryToLaunch(bob, TOOLS.get(i % TOOLS.size())))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Answer> answers = threads.invokeAll(launches).stream().map(MemberCapsTest::get).toList();
      assertThat(answers).filteredOn(one -> one.status() == 202).hasSize(2);
      assertThat(answers)
          .filteredOn(one -> one.status() != 202)
          .extracting(one -> one.text("code"))
          .isSubsetOf("MEMBER_CAP_REACHED", "RUNTIME_EXISTS", "POOL_BUSY")
          .contains("MEMBER_CAP_REACHED");
    }
  }

  private static Answer get(Future<Answer> answer) {
    try {
      return answer.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Client researcher() {
    return console.as("m" + UUID.randomUUID(), Role.RESEARCHER);
  }

  private static String id(Client person) {
    return person.get("/api/me").json().at("/person/id").asString();
  }

  private String path(Client person) {
    return "/api/workspaces/" + workspace + "/members/" + id(person);
  }

  private void join(Client person, String role) {
    Answer joined = ada.with(JSON).send("PUT", path(person), "{\"role\":\"%s\"}".formatted(role));
    assertThat(joined.status()).as(joined.toString()).isEqualTo(200);
  }

  private Answer cap(String amount) {
    return cap(ada, bob, amount);
  }

  private Answer cap(Client by, Client person, String amount) {
    return by.with(JSON)
        .send("PUT", path(person) + "/cap", "{\"amount\":\"%s\"}".formatted(amount));
  }

  private JsonNode member(Client by, Client person) {
    for (JsonNode one : by.get("/api/workspaces/" + workspace + "/members").json().path("items")) {
      if (one.path("id").asString().equals(id(person))) {
        return one;
      }
    }
    throw new AssertionError("no member");
  }

  private Answer tryToLaunch(Client person, String tool) {
    return person.with(JSON).send("PUT", "/api/runtimes/" + UUID.randomUUID(), launch(tool));
  }

  private String launch(String tool) {
    return """
    {"workspace":"%s","tool":"%s","machineType":"n2-standard-4",
     "disk":{"type":"pd-balanced","sizeGib":10}}
    """
        .formatted(workspace, tool);
  }
}
