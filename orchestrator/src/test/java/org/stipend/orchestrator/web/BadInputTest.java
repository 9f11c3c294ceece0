package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Answer;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.Wire;
import org.stipend.orchestrator.access.Role;

/** Whatever a client sends, it is told in words what is wrong, and nothing changes. */
class BadInputTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  private static final String GOOD = "{\"name\":\"n\",\"description\":\"d\",\"payer\":\"CREDIT\"}";
  private static final String FIRST = UUID.randomUUID().toString();

  record Case(String what, int status, String code, String method, String path, String body) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Case> cases() {
    return Stream.concat(
        Stream.of(
                creation("{"),
                creation(""),
                creation("null"),
                creation("[]"),
                creation("\"text\""),
                creation("{\"name\":\"a\""),
                creation(GOOD + GOOD),
                creation(GOOD.replace("\"n\"", "null")),
                creation(GOOD.replace("\"n\"", "\"  \"")),
                creation(GOOD.replace("\"n\"", "7")),
                creation(GOOD.replace("\"n\"", "{}")),
                creation(GOOD.replace("\"n\"", "\"" + "x".repeat(81) + "\"")),
                creation(GOOD.replace("\"n\"", "\"a\\nb\"")),
                creation(GOOD.replace("\"n\"", "\"a\\u0000b\"")),
                creation(GOOD.replace("\"n\"", "\"\\u00a0\\u200b\"")),
                creation(GOOD.replace("\"n\"", "\"\\u3164\"")),
                creation(GOOD.replace("\"n\"", "\"\\u2800\\ufe0f \\u115f\\u1160\\uffa0\"")),
                creation(GOOD.replace("\"n\"", "\"" + "🧬".repeat(81) + "\"")),
                creation(GOOD.replace("\"d\"", "\"" + "🧬".repeat(1001) + "\"")),
                creation(GOOD.replace("\"n\"", "\"\\u202elive\"")),
                creation(GOOD.replace("\"n\"", "\"a\\ud800b\"")),
                creation(GOOD.replace("\"d\"", "\"" + "x".repeat(1001) + "\"")),
                creation(GOOD.replace("\"CREDIT\"", "\"CASH\"")),
                creation(GOOD.replace("\"CREDIT\"", "0")),
                creation(GOOD.replace("{", "{\"tier\":\"PUBLIC\",")),
                creation(GOOD.replace("{", "{\"name\":\"twice\",")),
                creation("[".repeat(5000)),
                get("/api/workspaces/not-a-uuid"),
                get("/api/workspaces/1-1-1-1-x"),
                get("/api/workspaces?limit=0"),
                get("/api/workspaces?limit=201"),
                get("/api/workspaces?limit=99999999999999999999"),
                get("/api/workspaces?cursor=garbage"),
                get("/api/workspaces?cursor=" + "A".repeat(2000)),
                get("/api/workspaces?cursor=%00"),
                get("/api/workspaces?cursor=%ff%fe"),
                get("/api/workspaces?all=perhaps"),
                get("/api/runtimes?workspace=x"),
                get("/api/runtimes?workspace="),
                get("/api/runtimes?workspace=%20"),
                get("/api/runtimes?workspace"),
                get("/api/runtimes?workspace=" + FIRST + "&workspace=" + FIRST),
                get("/api/runtimes?all="),
                get("/api/disks?workspace="),
                get("/api/disks?workspace=1-1-1-1-x"),
                get("/api/workspaces?all="),
                get("/api/workspaces?limit="),
                get("/api/workspaces?cursor="),
                get("/api/statement?person="),
                get("/api/statement?zone=Moon/Base"),
                get("/api/statement?limit=-1"),
                get("/api/statement?cursor=e30"),
                launch("{\"tool\":\"jupyter\"}"),
                launch(launchOf("jupyter", "{}")),
                launch(launchOf("jupyter", "{\"type\":\"pd-balanced\",\"sizeGib\":1.5}")),
                launch(launchOf("jupyter", "{\"type\":\"pd-balanced\",\"sizeGib\":1e30}")),
                launch(launchOf("jupyter", "{\"type\":\"pd-balanced\",\"sizeGib\":\"10\"}")),
                launch(launchOf("jupyter", "{\"id\":\"x\"}")))
            .map(found -> found),
        Stream.of(
            new Case("unknown address", 404, "NOT_FOUND", "GET", "/api/nothing", ""),
            new Case("unknown workspace", 404, "NOT_FOUND", "GET", "/api/workspaces/" + FIRST, ""),
            new Case("unknown method", 405, "METHOD_NOT_ALLOWED", "PATCH", "/api/me", ""),
            new Case("method of others", 405, "METHOD_NOT_ALLOWED", "POST", "/api/me", ""),
            new Case(
                "foreign workspace",
                404,
                "NOT_FOUND",
                "PUT",
                "/api/runtimes/" + FIRST,
                launchOf("terminal", "{\"type\":\"pd-balanced\",\"sizeGib\":10}"))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedInWordsAndChangesNothing(Case bad) {
    Client person = console.as("careless", Role.RESEARCHER);
    person.get("/api/me");
    Map<String, Long> before = rows();

    Answer answer =
        person
            .with("Content-Type", "application/json")
            .send(bad.method(), bad.path(), bad.body().isEmpty() ? null : bad.body());

    assertProblem(answer, bad.status(), bad.code());
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void namesTheFieldsThatAreWrong() {
    Answer answer =
        console
            .as("careless", Role.RESEARCHER)
            .post("/api/workspaces", "{\"name\":\"\",\"description\":null,\"payer\":\"CREDIT\"}");

    assertThat(answer.json().findValuesAsString("field"))
        .containsExactlyInAnyOrder("name", "description");
    assertThat(
            console
                .as("careless")
                .post("/api/workspaces", "{\"colour\":1}")
                .json()
                .at("/fields/0/field")
                .asString())
        .isEqualTo("colour");
  }

  @Test
  void countsCharactersAsPeopleDoAndWantsToSeeOne() {
    Client person = console.as("writing", Role.ADMIN, Role.RESEARCHER);
    String longest =
        GOOD.replace("\"n\"", "\"" + "🧬".repeat(80) + "\"")
            .replace("\"d\"", "\"" + "🧬".repeat(1000) + "\"");
    assertThat(person.post("/api/workspaces", longest).status()).isEqualTo(201);
    for (String of : List.of("/api/people/%s/grants", "/api/grants/%s/revocations")) {
      for (String reason : List.of("", " ", "\\u3164", "🧬".repeat(501))) {
        Answer answer =
            person.post(
                of.formatted(FIRST), "{\"amount\":\"1\",\"reason\":\"%s\"}".formatted(reason));
        assertThat(answer.json().at("/fields/0/field").asString()).as(reason).isEqualTo("reason");
      }
      String reason = "{\"amount\":\"1\",\"reason\":\"%s\"}".formatted("🧬".repeat(500));
      assertThat(person.post(of.formatted(FIRST), reason).status()).isEqualTo(404);
    }
  }

  @Test
  void namesTheParameterThatIsWrong() {
    Client person = console.as("careless", Role.RESEARCHER);
    for (String given : List.of("workspace=", "workspace=%20", "workspace=1", "all=", "all=x")) {
      assertThat(person.get("/api/runtimes?" + given).json().at("/fields/0/field").asString())
          .as(given)
          .isEqualTo(given.substring(0, given.indexOf('=')));
    }
    for (String nothing : List.of("/api/people?q=", "/api/people?q=%09")) {
      Answer answer = console.as("looking", Role.ADMIN).get(nothing);
      assertThat(answer.json().at("/fields/0/field").asString()).isEqualTo("q");
    }
  }

  @Test
  void readsJsonOnly() {
    Client person = console.as("careless", Role.RESEARCHER);
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense")) {
      Answer answer = person.with("Content-Type", type).send("POST", "/api/workspaces", GOOD);
      assertProblem(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
    }
    assertProblem(
        person.post("/api/workspaces", GOOD.replace("\"d\"", "\"" + "x".repeat(2_000_000) + "\"")),
        413,
        "CONTENT_TOO_LARGE");
    assertProblem(person.with("Accept", "image/png").get("/api/me"), 406, "NOT_ACCEPTABLE");
    assertProblem(
        person.with("Idempotency-Key", "k".repeat(101)).post("/api/workspaces", GOOD),
        400,
        "INVALID_REQUEST");
  }

  /** What no HTTP client would send: the container itself refuses it, in the same form. */
  @Test
  void evenWhatIsNoRequestIsRefusedAsAProblem() {
    String host = console.origin().substring("http://".length());
    for (String line :
        List.of(
            "GET /api/workspaces?q={a} HTTP/1.1",
            "GET /api/%zz HTTP/1.1",
            "GET /api/a%2fb HTTP/1.1",
            "GET /api/..%5c HTTP/1.1",
            "GET /api/;x HTTP/1.1")) {
      String answer =
          Wire.ask(console, line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").text();
      assertThat(answer)
          .as(line)
          .startsWith("HTTP/1.1 4")
          .containsIgnoringCase("application/problem+json")
          .contains("\"code\":", "\"nextStep\":");
    }
  }

  @Test
  void evenAHeaderInRawBytesIsRefusedAsAProblem() {
    String answer =
        Wire.ask(
                console,
                "POST /api/workspaces HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nIdempotency-Key: \u0085\u0082\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(
                        console.origin().substring("http://".length()),
                        console.provider().bearer("careless", Role.RESEARCHER),
                        GOOD.length(),
                        GOOD))
            .text();
    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .containsIgnoringCase("application/problem+json")
        .contains("INVALID_REQUEST");
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text("code")).as(answer.toString()).isEqualTo(code);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    for (String member : List.of("type", "title", "detail", "nextStep", "supportId")) {
      assertThat(answer.text(member)).as(member).isNotBlank();
    }
  }

  private static Map<String, Long> rows() {
    return Stream.of(
            "workspace", "workspace_member", "runtime", "disk", "command", "outbox", "audit")
        .collect(
            Collectors.toMap(
                table -> table,
                table ->
                    console
                        .database()
                        .jdbc()
                        .sql("SELECT count(*) FROM " + table)
                        .query(Long.class)
                        .single()));
  }

  private static Case creation(String body) {
    String what = body.length() > 60 ? body.substring(0, 60) + "…" : body;
    return new Case("create " + what, 400, "INVALID_REQUEST", "POST", "/api/workspaces", body);
  }

  private static Case get(String path) {
    String what = path.length() > 60 ? path.substring(0, 60) + "…" : path;
    return new Case("get " + what, 400, "INVALID_REQUEST", "GET", path, "");
  }

  private static Case launch(String body) {
    return new Case(
        "launch " + body, 400, "INVALID_REQUEST", "PUT", "/api/runtimes/" + FIRST, body);
  }

  private static String launchOf(String tool, String disk) {
    return "{\"workspace\":\"%s\",\"tool\":\"%s\",\"machineType\":\"n2-standard-4\",\"disk\":%s}"
        .formatted(FIRST, tool, disk);
  }
}
