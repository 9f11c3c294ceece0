package org.stipend.orchestrator.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;
import tools.jackson.databind.JsonNode;

/** Ada's workspace, and what she and others are told of it. */
class NoticesTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  private static final String[] JSON = {"Content-Type", "application/json"};

  private final Client ada = researcher();
  private final Client bob = researcher();
  private final Client eve = researcher();
  private String workspace;

  @BeforeEach
  void make() {
    Answer made =
        ada.post(
            "/api/workspaces",
            """
            {"name":"Study of %s","description":"","payer":"CREDIT"}
            """
                .formatted(UUID.randomUUID()));
    workspace = made.text("id");
  }

  @Test
  void whoIsInvitedIsToldByWhomAndWhatTheyMay() {
    put(bob, "WRITER");

    JsonNode told = unread(bob).get(0);
    assertThat(told.path("kind").asString()).isEqualTo("INVITED");
    assertThat(told.path("title").asString())
        .startsWith(name(ada) + " made you a writer of Study of ");
    assertThat(told.path("text").asString()).isEqualTo("You can launch tools there.");
    assertThat(told.path("link").asString()).isEqualTo("/workspaces/" + workspace);
    assertThat(unread(ada)).as("nobody is told of what they did themselves").isEmpty();
  }

  @Test
  void theSameRoleAgainIsNoNews() {
    put(bob, "WRITER");
    put(bob, "WRITER");

    assertThat(unread(bob)).hasSize(1);
  }

  @Test
  void whoMayNoLongerWorkIsToldThatWhatTheyHaveStops() {
    put(bob, "WRITER");
    put(bob, "READER");

    assertThat(unread(bob).get(0).path("title").asString()).startsWith("You are now a reader of");
    assertThat(unread(bob).get(0).path("text").asString())
        .contains("changed it from a writer", "What you had running there stops");
  }

  @Test
  void bothSidesAreToldWhenSomebodyIsRemoved() {
    put(bob, "WRITER");
    put(eve, "OWNER");
    remove(eve, bob);

    assertThat(unread(bob).get(0).path("title").asString())
        .startsWith("You are no longer a member of");
    assertThat(unread(bob).get(0).path("link").asString()).isEqualTo("/workspaces");
    assertThat(unread(ada).get(0).path("title").asString())
        .startsWith(name(bob) + " is no longer a member of");
    assertThat(kinds(eve)).as("who did it").containsExactly("INVITED");
  }

  @Test
  void whoLeavesIsNotToldAndTheOwnersAre() {
    put(bob, "READER");
    remove(bob, bob);

    assertThat(kinds(bob)).containsExactly("INVITED");
    assertThat(kinds(ada)).containsExactly("REMOVED");
  }

  @Test
  void whoCannotWorkAnyMoreHearsUpToWhenDisksAreKeptAlsoOfTheirOwnDoing() {
    put(bob, "OWNER");
    put(eve, "OWNER");
    put(bob, bob, "READER");
    remove(eve, eve);

    assertThat(unread(bob).get(0).path("title").asString()).startsWith("You are now a reader of");
    assertThat(unread(bob).get(0).path("text").asString()).contains("disks are kept until");
    assertThat(unread(eve).get(0).path("text").asString())
        .startsWith("You left. ")
        .contains("disks are kept until");
    assertThat(unread(ada).get(1).path("title").asString())
        .startsWith(name(bob) + " is now a reader of");
    assertThat(unread(ada).get(0).path("title").asString())
        .startsWith(name(eve) + " is no longer a member of");
  }

  @Test
  void ownersOfADeletedWorkspaceHearNoMoreOfIt() {
    put(bob, "OWNER");
    assertThat(ada.send("DELETE", "/api/workspaces/" + workspace, "").status()).isEqualTo(204);
    WorkspaceId gone = new WorkspaceId(UUID.fromString(workspace));
    Instant now = Instant.parse("2026-12-03T14:00:00Z");

    console
        .bean(TransactionTemplate.class)
        .executeWithoutResult(_ ->
            console
                .bean(Notices.class)
                .tellOwners(
                    News.payerBroken(
                        gone, new ResearcherId(UUID.fromString(id(ada))), "Lab", "Closed.", now),
                    List.of()));

    assertThat(kinds(bob)).containsExactly("INVITED");
    assertThat(kinds(ada)).isEmpty();
  }

  @Test
  void aNoticeIsReadOnceByWhoWasTold() {
    put(bob, "READER");
    put(bob, "WRITER");
    String newest = unread(bob).get(0).path("id").asString();

    assertThat(eve.post("/api/notices/" + newest + "/read", "").status()).isEqualTo(404);
    assertThat(bob.post("/api/notices/" + newest + "/read", "").status()).isEqualTo(204);
    String readAt = bob.get("/api/notices").json().at("/items/0/readAt").asString();
    assertThat(bob.post("/api/notices/" + newest + "/read", "").status()).isEqualTo(204);

    assertThat(unread(bob)).hasSize(1);
    assertThat(bob.get("/api/notices").json().at("/items/0/readAt").asString()).isEqualTo(readAt);
    assertThat(bob.post("/api/notices/read", "").status()).isEqualTo(204);
    assertThat(unread(bob)).isEmpty();
    assertThat(bob.get("/api/notices").json().path("items")).hasSize(2);
  }

  @Test
  void aListGoesOnWhereThePartBeforeItEnded() {
    put(bob, "READER");
    put(bob, "WRITER");
    put(bob, "OWNER");

    Answer first = bob.get("/api/notices?limit=2");
    Answer rest = bob.get("/api/notices?limit=2&cursor=" + first.text("nextCursor"));

    assertThat(first.json().path("items").findValuesAsString("kind"))
        .containsExactly("ROLE_CHANGED", "ROLE_CHANGED");
    assertThat(rest.json().path("items").findValuesAsString("kind")).containsExactly("INVITED");
  }

  @Test
  void whoDoesNotWantToBeToldOfAKindIsNot() {
    Answer off = prefer(bob, "{\"kind\":\"INVITED\",\"app\":false,\"mail\":true}");
    assertThat(off.status()).as(off.toString()).isEqualTo(200);
    put(bob, "READER");
    put(bob, "WRITER");

    assertThat(kinds(bob)).containsExactly("ROLE_CHANGED");
    assertThat(bob.get("/api/notices/preferences").json().path("preferences"))
        .filteredOn(one -> !one.path("app").asBoolean())
        .singleElement()
        .matches(one -> one.path("kind").asString().equals("INVITED"));

    prefer(bob, "{\"kind\":\"INVITED\",\"app\":true,\"mail\":true}");
    remove(ada, bob);
    put(bob, "READER");
    assertThat(kinds(bob)).containsExactly("INVITED", "REMOVED", "ROLE_CHANGED");
  }

  @Test
  void ofTheEndOfCreditEverybodyIsTold() {
    Answer off = prefer(bob, "{\"kind\":\"CREDIT_ENDED\",\"app\":false,\"mail\":true}");

    assertThat(off.status()).isEqualTo(400);
    assertThat(bob.get("/api/notices/preferences").json().path("always").get(0).asString())
        .isEqualTo("CREDIT_ENDED");
  }

  @Test
  void theEndOfCreditStopsNothingThatAnAccountTakesOver() {
    Instant end = Instant.parse("2026-04-01T00:00:00Z");
    var pool = new ResearcherId(UUID.fromString(id(ada)));

    tell(News.creditEnded(pool, "end", "EXHAUSTED", end, end.plusSeconds(60)), ada);

    assertThat(unread(ada).get(0).path("text").asString())
        .contains("Unless a billing account takes over, machines on it stop");
  }

  @Test
  void everyKindHasWords() {
    WorkspaceId here = new WorkspaceId(UUID.fromString(workspace));
    ResearcherId pool = new ResearcherId(UUID.fromString(id(ada)));
    UUID member = UUID.fromString(id(bob));
    Instant now = Instant.parse("2026-12-03T14:00:00Z");
    List<News> all =
        List.of(
            News.handedOff(here, pool, "Lab account", now),
            News.handOffFailed(here, pool, "Lab account", "It is closed.", now),
            News.linkFailed(here, pool, "Lab account", "It is closed.", "Open it.", now),
            News.payerBroken(here, pool, "Lab account", "It was closed.", now),
            News.shareCap(here, pool, member, "Bob", Money.ofDollars(20), now));
    all.forEach(news -> tell(news, ada));

    assertThat(unread(ada)).hasSize(all.size());
    assertThat(unread(ada).findValuesAsString("title"))
        .allMatch(title -> title.contains("Study of"))
        .anyMatch(title -> title.startsWith("Lab account pays for "))
        .anyMatch(title -> title.endsWith(" could not be handed over to Lab account"))
        .anyMatch(title -> title.endsWith(", but the cloud project is not linked to it yet"))
        .anyMatch(title -> title.startsWith("Bob has used their share of "));
    assertThat(unread(ada).findValuesAsString("text"))
        .anyMatch(text -> text.contains("Thursday 3 December 2026, 14:00 UTC"))
        .anyMatch(text -> text.endsWith("the cloud bills the project as before. Open it."))
        .anyMatch(text -> text.contains("$20.00"));
  }

  @Test
  void ofOneFactNobodyIsToldTwice() {
    WorkspaceId here = new WorkspaceId(UUID.fromString(workspace));
    ResearcherId pool = new ResearcherId(UUID.fromString(id(ada)));
    News news = News.handedOff(here, pool, "Lab account", Instant.EPOCH);
    tell(news, ada);
    tell(news, ada);

    assertThat(kinds(ada)).containsExactly("HAND_OFF_DONE");
  }

  @Test
  void whatIsUndoneIsNotTold() {
    WorkspaceId here = new WorkspaceId(UUID.fromString(workspace));
    ResearcherId pool = new ResearcherId(UUID.fromString(id(ada)));
    News news = News.handedOff(here, pool, "Lab account", Instant.EPOCH);
    console
        .bean(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          console.bean(Notices.class).tell(news, Set.of(pool.value()));
          status.setRollbackOnly();
        });

    assertThat(kinds(ada)).isEmpty();
    assertThatThrownBy(() -> console.bean(Notices.class).tell(news, Set.of(pool.value())))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void tell(News news, Client person) {
    console
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> console.bean(Notices.class).tell(news, Set.of(UUID.fromString(id(person)))));
  }

  private static Client researcher() {
    return console.as("n" + UUID.randomUUID(), Role.RESEARCHER);
  }

  private static String id(Client person) {
    return person.get("/api/me").json().at("/person/id").asString();
  }

  private static String name(Client person) {
    return person.get("/api/me").json().at("/person/name").asString();
  }

  private static JsonNode unread(Client person) {
    return person.get("/api/notices?unread=true").json().path("items");
  }

  private static List<String> kinds(Client person) {
    return person.get("/api/notices").json().path("items").findValuesAsString("kind");
  }

  private static Answer prefer(Client person, String preference) {
    return person
        .with(JSON)
        .send("PUT", "/api/notices/preferences", "{\"preferences\":[%s]}".formatted(preference));
  }

  private void put(Client person, String role) {
    put(ada, person, role);
  }

  private void put(Client by, Client person, String role) {
    Answer answer =
        by.with(JSON)
            .send(
                "PUT",
                "/api/workspaces/%s/members/%s".formatted(workspace, id(person)),
                "{\"role\":\"%s\"}".formatted(role));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private void remove(Client by, Client person) {
    Answer answer =
        by.send("DELETE", "/api/workspaces/%s/members/%s".formatted(workspace, id(person)), "");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
  }
}
