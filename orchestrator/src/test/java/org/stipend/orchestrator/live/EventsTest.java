package org.stipend.orchestrator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Scanner;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.proxy.TestingHouse;

class EventsTest {

  @RegisterExtension
  static final TestConsole console =
      new TestConsole("--stipend.live.streams-per-person=3", "--stipend.live.heartbeat=200ms");

  private final TestingHouse house = new TestingHouse(console.database().asOwner(), Instant.now());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
  }

  @Test
  void aStreamSaysHelloAndWhetherEffectsWait() throws Exception {
    Stream stream = open("hal", Role.RESEARCHER);

    assertThat(stream.next("hello")).contains("\"serverTime\":\"20");
    assertThat(stream.next("status")).contains("\"delayed\":");
  }

  @Test
  void peopleHearOfWhatTheyMaySeeAndOfNothingElse() throws Exception {
    UUID ann = id("ann", Role.RESEARCHER);
    UUID bob = id("bob", Role.RESEARCHER);
    UUID hers = house.workspaceOf(ann);
    UUID his = house.workspaceOf(bob);
    UUID runtime = house.runningJupyter(his, bob, URI.create("http://127.0.0.1:1")).value();
    Stream annListens = open("ann", Role.RESEARCHER);
    Stream operatorListens = open("op", Role.OPERATOR);
    upToNow(house.workspaceOf(ann), annListens, operatorListens);

    announce(Kind.RUNTIME, runtime);
    announce(Kind.CREDIT, bob);
    announce(Kind.WORKSPACE, hers);

    assertThat(annListens.next("change")).contains("WORKSPACE", hers.toString());
    assertThat(operatorListens.next("change")).contains("RUNTIME", runtime.toString());
    assertThat(operatorListens.next("change")).contains("CREDIT", bob.toString());
  }

  @Test
  void aChangeThatIsRolledBackIsNotTold() throws Exception {
    UUID kim = id("kim", Role.RESEARCHER);
    UUID told = house.workspaceOf(kim);
    Stream stream = open("kim", Role.RESEARCHER);
    upToNow(house.workspaceOf(kim), stream);

    console
        .bean(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          console.bean(Changes.class).changed(Kind.CREDIT, kim);
          status.setRollbackOnly();
        });
    announce(Kind.WORKSPACE, told);

    assertThat(stream.next("change")).contains("WORKSPACE");
  }

  @Test
  void aStreamEndsWithItsPerson() throws Exception {
    UUID eve = id("eve", Role.RESEARCHER);
    Stream stream = open("eve", Role.RESEARCHER);
    stream.next("hello");

    console
        .database()
        .asOwner()
        .sql("UPDATE person SET disabled_at = first_seen_at WHERE id = ?")
        .param(eve)
        .update();
    announce(Kind.PERSON, eve);

    assertThat(stream.readToTheEnd()).isTrue();
  }

  @Test
  void tooManyTabsAreRefusedInWords() throws Exception {
    for (int i = 0; i < 3; i++) {
      open("tim", Role.RESEARCHER).next("hello");
    }

    var refused = console.as("tim", Role.RESEARCHER).get("/api/events");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("code")).isEqualTo("TOO_MANY_STREAMS");
  }

  /** Reads past the news of how these people came to be, which may still be under way. */
  private void upToNow(UUID mark, Stream... streams) {
    announce(Kind.WORKSPACE, mark);
    for (Stream stream : streams) {
      while (!stream.next("change").contains(mark.toString())) {}
    }
  }

  private void announce(Kind kind, UUID id) {
    console
        .bean(TransactionTemplate.class)
        .executeWithoutResult(status -> console.bean(Changes.class).changed(kind, id));
  }

  private static UUID id(String person, Role role) {
    return UUID.fromString(
        console.as(person, role).get("/api/me").json().path("person").path("id").asString());
  }

  private Stream open(String person, Role role) throws Exception {
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(URI.create(console.origin() + "/api/events"))
                .header("Authorization", "Bearer " + console.provider().bearer(person, role))
                .build(),
            BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    var stream = new Stream(new Scanner(response.body()));
    return stream;
  }

  private record Stream(Scanner lines) {

    /** The data of the next event of that name. */
    String next(String event) {
      while (lines.hasNextLine()) {
        if (lines.nextLine().equals("event:" + event)) {
          return lines.nextLine();
        }
      }
      throw new AssertionError("the stream ended before " + event);
    }

    boolean readToTheEnd() {
      while (lines.hasNextLine()) {
        lines.nextLine();
      }
      return true;
    }
  }
}
