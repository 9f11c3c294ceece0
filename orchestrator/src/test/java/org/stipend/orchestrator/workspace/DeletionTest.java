package org.stipend.orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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

/** Ada deletes her workspace, in which Bob works and Eve reads. */
class DeletionTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  private static final String[] JSON = {"Content-Type", "application/json"};

  private final Client ada = researcher();
  private final Client bob = researcher();
  private final Client eve = researcher();
  private final Client admin = console.as("root", Role.ADMIN);
  private String name;
  private String workspace;

  @BeforeEach
  void make() {
    console.offers(Tool.TERMINAL, Tool.JUPYTER);
    name = "Study " + UUID.randomUUID();
    workspace = create(ada).text("id");
    put(bob, "WRITER");
    put(eve, "READER");
  }

  @Test
  void whatEverybodyWillLoseIsNamedBeforeItIsLost() {
    launch(ada, "terminal");
    launch(bob, "jupyter");

    JsonNode lost = ada.get(path("/deletion")).json();

    assertThat(lost.path("runtimes").findValuesAsString("tool"))
        .containsExactlyInAnyOrder("terminal", "jupyter");
    assertThat(lost.path("runtimes").findValuesAsString("state")).containsOnly("STARTING");
    assertThat(lost.path("runtimes").findValues("owner"))
        .extracting(owner -> owner.path("id").asString())
        .containsExactlyInAnyOrder(id(ada), id(bob));
    assertThat(lost.path("disks").findValuesAsString("type")).containsOnly("pd-balanced");
    assertThat(lost.path("disks").findValues("sizeGib")).hasSize(2);
    assertThat(lost.path("disksPerMonth").asString())
        .as("the cloud has made none of them")
        .isEqualTo("0.000000000");
    assertThat(ada.get(path("")).status()).as("nothing was lost yet").isEqualTo(200);
  }

  @Test
  void onlyAnOwnerDeletesItAndOthersLearnNothing() {
    assertThat(delete(bob).status()).isEqualTo(403);
    assertThat(delete(eve).status()).isEqualTo(403);
    assertThat(delete(researcher()).status()).isEqualTo(404);
    assertThat(delete(admin).status()).isEqualTo(403);
    assertThat(bob.get(path("/deletion")).status()).isEqualTo(403);
    assertThat(researcher().get(path("/deletion")).status()).isEqualTo(404);

    assertThat(ada.get(path("")).status()).isEqualTo(200);
  }

  @Test
  void anotherOwnerMayDeleteItToo() {
    put(bob, "OWNER");

    assertThat(delete(bob).status()).isEqualTo(204);
    assertThat(delete(ada).status()).as("it is gone already").isEqualTo(204);
    assertThat(audited()).isOne();
  }

  @Test
  void afterwardsNobodyFindsItOrAnythingInIt() {
    String runtime = launch(bob, "jupyter");

    assertThat(delete(ada).status()).isEqualTo(204);

    for (Client person : List.of(ada, bob, eve, admin)) {
      for (String part : List.of("", "/members")) {
        assertThat(person.get(path(part)).status()).as(part).isEqualTo(404);
      }
      for (String list : List.of("runtimes", "disks")) {
        assertThat(person.get("/api/" + list + "?workspace=" + workspace).status()).isEqualTo(404);
      }
      assertThat(person.get("/api/runtimes/" + runtime).status()).isEqualTo(404);
      assertThat(person.get("/api/workspaces").body()).doesNotContain(workspace);
    }
    assertThat(admin.get("/api/workspaces?all=true").body()).doesNotContain(workspace);
    for (Client person : List.of(ada, bob)) {
      assertThat(tryToLaunch(person, "terminal").status()).isEqualTo(404);
      for (String wish : List.of("start", "stop", "cancel")) {
        assertThat(person.post("/api/runtimes/" + runtime + "/" + wish, "").status())
            .as(wish)
            .isEqualTo(404);
      }
    }
    assertThat(put(ada, researcher(), "READER").status()).isEqualTo(404);
    assertThat(ada.get(path("/candidates?q=name")).status()).isEqualTo(404);
    assertThat(ada.get(path("/deletion")).status()).isEqualTo(404);
    assertThat(rename().status()).isEqualTo(404);
    assertThat(bob.send("DELETE", path("/members/" + id(bob)), "").status()).isEqualTo(404);
  }

  @Test
  void theSameAgainIsAnsweredAsTheFirstTimeToWhoWasItsOwner() {
    assertThat(delete(ada).status()).isEqualTo(204);

    assertThat(delete(ada).status()).isEqualTo(204);
    assertThat(delete(bob).status()).isEqualTo(404);
    assertThat(delete(eve).status()).isEqualTo(404);
    assertThat(delete(researcher()).status()).isEqualTo(404);
    assertThat(audited()).isOne();
  }

  @Test
  void itsNameIsFreeAgain() {
    delete(ada);

    Answer again = create(ada);

    assertThat(again.status()).as(again.toString()).isEqualTo(201);
    assertThat(again.text("id")).isNotEqualTo(workspace);
    assertThat(create(ada).text("code")).isEqualTo("WORKSPACE_NAME_TAKEN");
  }

  @Test
  void whatIsOnItsWayOutIsSeenByItsOwnersAndByWhoWatchesOverEverything() {
    String runtime = launch(bob, "jupyter");

    delete(ada);

    for (Client person : List.of(ada, admin)) {
      JsonNode seen = listed(person, runtime);
      assertThat(seen.path("state").asString()).isEqualTo("DELETING");
      assertThat(seen.at("/workspace/name").asString()).isEqualTo(name);
      assertThat(seen.at("/workspace/deleted").asBoolean()).isTrue();
      assertThat(seen.path("allowed")).isEmpty();
    }
    assertThat(ada.get("/api/disks").body()).contains(workspace);
    assertThat(bob.get("/api/runtimes").body()).doesNotContain(runtime);
    assertThat(bob.get("/api/disks").body()).doesNotContain(workspace);
  }

  @Test
  void itGoesAlsoWhenTheCreditHasEnded() {
    String runtime = launch(ada, "terminal");
    String grant = ada.get("/api/credit").json().at("/grants/0/id").asString();
    Answer revoked =
        admin
            .with("Idempotency-Key", "revoke/" + grant)
            .post("/api/grants/" + grant + "/revocations", "{\"reason\":\"a test of the end\"}");
    assertThat(revoked.status()).as(revoked.toString()).isEqualTo(201);

    assertThat(delete(ada).status()).isEqualTo(204);

    assertThat(listed(ada, runtime).path("state").asString()).isEqualTo("DELETING");
  }

  @Test
  void aLaunchBeforeADeletionIsDeletedWithItAndOneAfterItIsRefused() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        make();
        List<Callable<Answer>> all = new ArrayList<>();
        for (String tool : List.of("terminal", "jupyter")) {
          all.add(() -> tryToLaunch(ada, tool));
          all.add(() -> tryToLaunch(bob, tool));
        }
        all.add(i % all.size(), () -> delete(ada));
        var answers = threads.invokeAll(all);
        for (var answer : answers) {
          assertThat(answer.get().status()).as(answer.get().toString()).isIn(202, 204, 404);
        }
        assertThat(wantedThere()).as("round %d", i).isZero();
      }
    }
  }

  @Test
  void aStartAndADeletionAtOnceLeaveNothingThatIsWanted() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        make();
        String runtime = launch(bob, "terminal");
        bob.post("/api/runtimes/" + runtime + "/stop", "");
        List<Callable<Answer>> both =
            List.of(() -> bob.post("/api/runtimes/" + runtime + "/start", ""), () -> delete(ada));
        for (var answer : threads.invokeAll(both)) {
          assertThat(answer.get().status()).as(answer.get().toString()).isIn(202, 204, 404);
        }
        assertThat(wantedThere()).as("round %d", i).isZero();
      }
    }
  }

  @Test
  void ofTwoOwnersWhoDeleteItAtOnceBothAreAnswered() throws Exception {
    put(bob, "OWNER");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> both = List.of(() -> delete(ada), () -> delete(bob));
      for (var answer : threads.invokeAll(both)) {
        assertThat(answer.get().status()).isEqualTo(204);
      }
    }
    assertThat(audited()).isOne();
  }

  /** Runtimes that are not to be deleted with their disk, and disks that stay without one. */
  private long wantedThere() {
    return console
        .database()
        .jdbc()
        .sql(
            """
            SELECT (SELECT count(*) FROM runtime
                     WHERE workspace = :workspace::uuid AND NOT (desired = 'DELETED' AND drop_disk))
                 + (SELECT count(*) FROM disk d
                     WHERE d.workspace = :workspace::uuid AND d.desired = 'PRESENT'
                       AND NOT EXISTS (SELECT FROM runtime r
                                        WHERE r.disk = d.id AND r.state <> 'DELETED'))
            """)
        .param("workspace", workspace)
        .query(Long.class)
        .single();
  }

  private long audited() {
    return console
        .database()
        .jdbc()
        .sql(
            """
            SELECT count(*) FROM audit WHERE action = 'DELETE_WORKSPACE' AND subject = :id::uuid
            """)
        .param("id", workspace)
        .query(Long.class)
        .single();
  }

  private static JsonNode listed(Client person, String runtime) {
    boolean watches = person.get("/api/runtimes?all=true").status() == 200;
    return person
        .get("/api/runtimes?limit=200" + (watches ? "&all=true" : ""))
        .json()
        .path("items")
        .valueStream()
        .filter(one -> one.path("id").asString().equals(runtime))
        .findFirst()
        .orElseThrow();
  }

  private static Client researcher() {
    return console.as("d" + UUID.randomUUID(), Role.RESEARCHER);
  }

  private Answer create(Client person) {
    return person.post(
        "/api/workspaces",
        """
        {"name":"%s","description":"","payer":"CREDIT"}
        """
            .formatted(name));
  }

  private String path(String rest) {
    return "/api/workspaces/" + workspace + rest;
  }

  private static String id(Client person) {
    return person.get("/api/me").json().at("/person/id").asString();
  }

  private void put(Client person, String role) {
    assertThat(put(ada, person, role).status()).isEqualTo(200);
  }

  private Answer put(Client by, Client person, String role) {
    return by.with(JSON)
        .send("PUT", path("/members/" + id(person)), "{\"role\":\"%s\"}".formatted(role));
  }

  private Answer rename() {
    return ada.with(JSON)
        .send("PATCH", path(""), "{\"name\":\"Other\",\"description\":\"\",\"version\":1}");
  }

  private Answer delete(Client person) {
    return person.send("DELETE", path(""), "");
  }

  private String launch(Client person, String tool) {
    Answer answer = tryToLaunch(person, tool);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.text("id");
  }

  private Answer tryToLaunch(Client person, String tool) {
    return person
        .with(JSON)
        .send(
            "PUT",
            "/api/runtimes/" + UUID.randomUUID(),
            """
            {"workspace":"%s","tool":"%s","machineType":"n2-standard-4",
             "disk":{"type":"pd-balanced","sizeGib":10}}
            """
                .formatted(workspace, tool));
  }
}
