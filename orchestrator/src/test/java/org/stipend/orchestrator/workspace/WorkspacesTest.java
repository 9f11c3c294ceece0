package org.stipend.orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;

class WorkspacesTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  @Test
  void hasAnOwnerAndAPayerFromTheFirstInstant() {
    Client ada = console.as("ada", Role.RESEARCHER);

    Answer created = create(ada, "Blood pressure");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/api/workspaces/" + created.text("id"));
    assertThat(created.text("role")).isEqualTo("OWNER");
    assertThat(created.json().at("/payer/name").asString()).isEqualTo("Credit of Name of ada");
    assertThat(created.text("burnPerHour")).isEqualTo("0.000000000");
    assertThat(ada.get("/api/workspaces/" + created.text("id")).json()).isEqualTo(created.json());
    assertThat(audited("CREATE_WORKSPACE", created.text("id"))).isOne();
  }

  @Test
  void oneNameOncePerPersonWhateverItsCase() {
    Client eve = console.as("eve", Role.RESEARCHER);
    create(eve, "Pilot");

    assertThat(create(eve, " pilot ").text("code")).isEqualTo("WORKSPACE_NAME_TAKEN");
    assertThat(create(console.as("bob", Role.RESEARCHER), "Pilot").status()).isEqualTo(201);
  }

  @Test
  void theSameKeyGetsTheSameAnswerAndAnotherBodyIsRefused() {
    Client kim = console.as("kim", Role.RESEARCHER).with("Idempotency-Key", "once");

    Answer first = create(kim, "First");
    Answer again = create(kim, "First");
    Answer other = create(kim, "Second");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(other.status()).isEqualTo(409);
    assertThat(kim.get("/api/workspaces").json().path("items")).hasSize(1);
    // a key belongs to the person who chose it
    assertThat(
            create(console.as("lee", Role.RESEARCHER).with("Idempotency-Key", "once"), "Mine")
                .status())
        .isEqualTo(201);
  }

  @Test
  void anAnswerFromBeforeAFieldOfItCameUpIsGivenAgain() {
    Client old = console.as("old", Role.RESEARCHER).with("Idempotency-Key", "before");
    Answer first = create(old, "Long ago");
    console
        .database()
        .jdbc()
        .sql("UPDATE command SET answer = regexp_replace(answer, ',\"version\":\\d+', '')")
        .update();

    Answer again = create(old, "Long ago");

    assertThat(again.status()).as(again.toString()).isEqualTo(201);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
  }

  @Test
  void twentyAtOnceWithOneKeyMakeOne() throws Exception {
    Client sam = console.as("sam", Role.RESEARCHER).with("Idempotency-Key", "race");
    List<String> ids = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> same = Collections.nCopies(20, () -> create(sam, "Race"));
      for (var answer : threads.invokeAll(same)) {
        assertThat(answer.get().status()).isEqualTo(201);
        ids.add(answer.get().text("id"));
      }
    }

    assertThat(ids).containsOnly(ids.getFirst());
    assertThat(audited("CREATE_WORKSPACE", ids.getFirst())).isOne();
  }

  @Test
  void itsOwnerMayCallItOtherwiseAndNobodyOverwritesWhatTheyHaveNotSeen() {
    Client una = console.as("una", Role.RESEARCHER);
    String id = create(una, "Draft").text("id");

    Answer renamed = change(una, id, " Final ", 1);

    assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);
    assertThat(renamed.text("name")).isEqualTo("Final");
    assertThat(renamed.json().path("version").asLong()).isEqualTo(2);
    assertThat(change(una, id, "Final", 1).status()).as("the answer was lost").isEqualTo(200);
    assertThat(change(una, id, "Stale", 1).text("code")).isEqualTo("WORKSPACE_CHANGED");
    assertThat(una.get("/api/workspaces/" + id).text("name")).isEqualTo("Final");
    assertThat(audited("CHANGE_WORKSPACE", id)).isOne();
    create(una, "Other");
    assertThat(change(una, id, "other", 2).text("code")).isEqualTo("WORKSPACE_NAME_TAKEN");
    assertThat(change(una, id, " ", 2).status()).isEqualTo(400);
    assertThat(change(console.as("vic", Role.RESEARCHER), id, "Mine", 2).status()).isEqualTo(404);
  }

  private static Answer change(Client person, String id, String name, int version) {
    return person
        .with("Content-Type", "application/json")
        .send(
            "PATCH",
            "/api/workspaces/" + id,
            "{\"name\":\"%s\",\"description\":\"\",\"version\":%d}".formatted(name, version));
  }

  @Test
  void pagesTileTheList() {
    Client pat = console.as("pat", Role.RESEARCHER);
    IntStream.range(0, 7).forEach(i -> create(pat, "W" + i));

    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      Answer page =
          pat.get("/api/workspaces?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      names.addAll(
          page.json().path("items").findValuesAsString("name").stream()
              .filter(name -> name.startsWith("W"))
              .toList());
      cursor = page.text("nextCursor");
    } while (!cursor.isEmpty());

    assertThat(names).containsExactly("W6", "W5", "W4", "W3", "W2", "W1", "W0");
  }

  @Test
  void peopleAreFoundByNameOrAddressWithTheirCredit() {
    console.as("zoe", Role.RESEARCHER).get("/api/me");
    Client admin = console.as("root", Role.ADMIN);

    Answer found = admin.get("/api/people?q=ZOE@");

    assertThat(found.json().path("items")).hasSize(1);
    assertThat(found.json().at("/items/0/credit/available").asString()).isEqualTo("300.000000000");
    assertThat(admin.get("/api/people?q=root").json().at("/items/0/credit").isNull()).isTrue();
    assertThat(admin.get("/api/people?q=%25").json().path("items")).isEmpty();
    assertThat(admin.get("/api/people?limit=1").text("nextCursor")).isNotEmpty();
  }

  private static Answer create(Client person, String name) {
    return person.post(
        "/api/workspaces",
        "{\"name\":\"%s\",\"description\":\"\",\"payer\":\"CREDIT\"}".formatted(name));
  }

  private static long audited(String action, String subject) {
    return console
        .database()
        .jdbc()
        .sql("SELECT count(*) FROM audit WHERE action = :action AND subject = CAST(:id AS uuid)")
        .param("action", action)
        .param("id", subject)
        .query(Long.class)
        .single();
  }
}
