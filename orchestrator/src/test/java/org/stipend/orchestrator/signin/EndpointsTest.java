package org.stipend.orchestrator.signin;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stipend.cloud.Tool;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.TestConsole.Client;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.proxy.TestingHouse;
import tools.jackson.databind.JsonNode;

/** Every endpoint of the API for every kind of person; one without an expectation fails. */
class EndpointsTest {

  /**
   * Owner to stranger are researchers, and everything asked for belongs to the owner; of the
   * owner's workspace one is a writer, one a reader and one was a member, an owner even. Whoever is
   * let in asks for what can be done at that moment: a conflict is never an answer here.
   */
  private static final String EXPECTED =
      """
      endpoint                                                    | owner | writer | reader | removed | stranger | admin | finance | operator | nobody
      GET    /api/me                                              | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      GET    /api/events                                          | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      GET    /api/notices                                         | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      POST   /api/notices/read                                    | 204   | 204    | 204    | 204     | 204      | 204   | 204     | 204      | 401
      POST   /api/notices/{notice}/read                           | 204   | 404    | 404    | 404     | 404      | 404   | 404     | 404      | 401
      GET    /api/notices/preferences                             | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      PUT    /api/notices/preferences                             | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      GET    /api/people                                          | 403   | 403    | 403    | 403     | 403      | 200   | 200     | 200      | 401
      GET    /api/workspaces                                      | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      POST   /api/workspaces                                      | 201   | 201    | 201    | 201     | 201      | 403   | 403     | 403      | 401
      GET    /api/workspaces/{workspace}                          | 200   | 200    | 200    | 404     | 404      | 200   | 404     | 200      | 401
      PATCH  /api/workspaces/{workspace}                          | 200   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      GET    /api/workspaces/{workspace}/deletion                 | 200   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      DELETE /api/workspaces/{workspace}                          | 204   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      GET    /api/workspaces/{workspace}/members                  | 200   | 200    | 200    | 404     | 404      | 200   | 404     | 200      | 401
      GET    /api/workspaces/{workspace}/spend                    | 200   | 200    | 200    | 404     | 404      | 200   | 404     | 200      | 401
      GET    /api/workspaces/{workspace}/candidates               | 200   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      PUT    /api/workspaces/{workspace}/members/{person}         | 200   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      DELETE /api/workspaces/{workspace}/members/{person}         | 204   | 403    | 403    | 404     | 404      | 403   | 404     | 403      | 401
      GET    /api/workspaces/{workspace}/payer                    | 200   | 200    | 200    | 404     | 404      | 200   | 404     | 200      | 401
      PUT    /api/workspaces/{workspace}/payer                    | 200   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      PUT    /api/workspaces/{workspace}/members/{person}/cap     | 200   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      DELETE /api/workspaces/{workspace}/members/{person}/cap     | 204   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      POST   /api/workspaces/{workspace}/estimates                | 200   | 200    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      GET    /api/catalog                                         | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      GET    /api/runtimes                                        | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      PUT    /api/runtimes/{runtime}                              | 202   | 202    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      GET    /api/runtimes/{runtime}                              | 200   | 200    | 200    | 404     | 404      | 200   | 404     | 200      | 401
      POST   /api/runtimes/{runtime}/start                        | 202   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      POST   /api/runtimes/{runtime}/stop                         | 202   | 403    | 403    | 404     | 404      | 202   | 403     | 202      | 401
      POST   /api/runtimes/{runtime}/cancel                       | 202   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      DELETE /api/runtimes/{runtime}                              | 202   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      GET    /api/disks                                           | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      DELETE /api/disks/{disk}                                    | 202   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      GET    /api/credit                                          | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      GET    /api/people/{person}/credit                          | 403   | 403    | 403    | 403     | 403      | 200   | 200     | 403      | 401
      POST   /api/people/{person}/grants                          | 403   | 403    | 403    | 403     | 403      | 201   | 403     | 403      | 401
      POST   /api/grants/{grant}/revocations                      | 403   | 403    | 403    | 403     | 403      | 201   | 403     | 403      | 401
      GET    /api/billing-accounts                                | 200   | 200    | 200    | 200     | 200      | 403   | 403     | 403      | 401
      PUT    /api/billing-accounts/{account}                      | 200   | 200    | 200    | 200     | 200      | 403   | 403     | 403      | 401
      DELETE /api/billing-accounts/{account}                      | 204   | 204    | 204    | 204     | 204      | 403   | 403     | 403      | 401
      POST   /api/billing-account-requests                        | 201   | 201    | 201    | 201     | 201      | 403   | 403     | 403      | 401
      GET    /api/billing-account-requests                        | 403   | 403    | 403    | 403     | 403      | 200   | 403     | 403      | 401
      GET    /api/workspaces/{workspace}/project-link             | 200   | 200    | 200    | 404     | 404      | 200   | 404     | 200      | 401
      POST   /api/workspaces/{workspace}/project-link/retry       | 200   | 403    | 403    | 404     | 404      | 403   | 403     | 403      | 401
      GET    /api/statement                                       | 200   | 200    | 200    | 200     | 200      | 200   | 200     | 200      | 401
      POST   /api/proofs                                          | 403   | 403    | 403    | 403     | 403      | 200   | 403     | 200      | 401
      GET    /api/drift                                           | 403   | 403    | 403    | 403     | 403      | 200   | 403     | 200      | 401
      POST   /api/reconciliations                                 | 403   | 403    | 403    | 403     | 403      | 202   | 403     | 202      | 401
      GET    /api/reconciliations                                 | 403   | 403    | 403    | 403     | 403      | 200   | 403     | 200      | 401
      GET    /api/reconciliations/{pass}                          | 403   | 403    | 403    | 403     | 403      | 200   | 403     | 200      | 401
      """;

  private static final Map<String, Role[]> PEOPLE = new LinkedHashMap<>();
  private static final Map<String, String> IDS = new HashMap<>();

  static {
    PEOPLE.put("owner", new Role[] {Role.RESEARCHER});
    PEOPLE.put("writer", new Role[] {Role.RESEARCHER});
    PEOPLE.put("reader", new Role[] {Role.RESEARCHER});
    PEOPLE.put("removed", new Role[] {Role.RESEARCHER});
    PEOPLE.put("stranger", new Role[] {Role.RESEARCHER});
    PEOPLE.put("admin", new Role[] {Role.ADMIN});
    PEOPLE.put("finance", new Role[] {Role.FINANCE});
    PEOPLE.put("operator", new Role[] {Role.OPERATOR});
    PEOPLE.put("nobody", new Role[] {});
  }

  @RegisterExtension static final TestConsole console = new TestConsole();

  @BeforeAll
  static void theToolIsOffered() {
    console.offers(Tool.TERMINAL);
  }

  @Test
  void answersEveryKindOfPersonAsExpected() {
    Map<String, List<String>> expected = expectations();
    Set<String> documented = documented();
    assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(documented);

    List<String> wrong = new ArrayList<>();
    List<String> people = List.copyOf(PEOPLE.keySet());
    for (String endpoint : expected.keySet()) {
      for (String person : people) {
        String wanted = expected.get(endpoint).get(people.indexOf(person));
        int status = status(person, endpoint, prepare(endpoint));
        if (!wanted.equals(String.valueOf(status))) {
          wrong.add("%s as %s: %s instead of %s".formatted(endpoint, person, status, wanted));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void letsInOrRefusesAndNeverLeavesItOpen() {
    assertThat(expectations().values())
        .allSatisfy(row -> assertThat(row).allMatch(cell -> cell.matches("20\\d|401|403|404")));
  }

  @Test
  void aRefusalListsItsReasons() {
    JsonNode refused =
        console.as("admin", Role.ADMIN).post("/api/workspaces", creation("Of an admin")).json();

    assertThat(refused.path("code").asString()).isEqualTo("FORBIDDEN");
    assertThat(refused.path("detail").asString()).isEqualTo("This is for researchers.");
    assertThat(refused.at("/reasons/0/code").asString()).isEqualTo("ROLE_MISSING");
    assertThat(refused.at("/reasons/0/nextStep").asString()).contains("an admin");
  }

  @Test
  void everyHandlerHasADeclaredAuthority() {
    List<String> undeclared = new ArrayList<>();
    console
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((mapping, handler) -> {
          for (String pattern : mapping.getPatternValues()) {
            String path = pattern.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
            var methods = mapping.getMethodsCondition().getMethods();
            boolean all =
                !methods.isEmpty()
                    && methods.stream()
                        .allMatch(method -> Authorities.of(method.name(), path).isPresent());
            if (!all && !pattern.equals("/error") && !isDocumentation(pattern)) {
              undeclared.add(pattern + " " + handler);
            }
          }
        });
    assertThat(undeclared).isEmpty();
  }

  @Test
  void onlyWhoWatchesOverEverythingListsEverything() {
    String workspace = workspace();
    Client stranger = console.as("stranger", Role.RESEARCHER);
    assertThat(stranger.get("/api/workspaces?all=true").status()).isEqualTo(403);
    assertThat(stranger.get("/api/workspaces").body()).doesNotContain(workspace);
    assertThat(console.as("operator", Role.OPERATOR).get("/api/workspaces?all=true").body())
        .contains(workspace);
  }

  private static boolean isDocumentation(String pattern) {
    return pattern.startsWith("/v3/api-docs") || pattern.startsWith("/swagger-ui");
  }

  private static Map<String, List<String>> expectations() {
    return EXPECTED
        .lines()
        .skip(1)
        .map(line -> List.of(line.split(" *\\| *")))
        .collect(
            toMap(
                cells -> cells.getFirst().replaceAll(" +", " ").strip(),
                cells -> cells.subList(1, cells.size()),
                (first, second) -> second,
                LinkedHashMap::new));
  }

  private static Set<String> documented() {
    Set<String> endpoints = new TreeSet<>();
    JsonNode paths = console.anonymous().get("/v3/api-docs").json().path("paths");
    paths
        .propertyNames()
        .forEach(path ->
            paths
                .path(path)
                .propertyNames()
                .forEach(method -> endpoints.add(method.toUpperCase() + " " + path)));
    return endpoints;
  }

  /** Things of the owner in the state in which the endpoint has something to do, by their kind. */
  private static Map<String, String> prepare(String endpoint) {
    Map<String, String> things = new HashMap<>();
    if (endpoint.contains("/members/{person}")) {
      Client friend = console.as("friend", Role.RESEARCHER);
      things.put("person", friend.get("/api/me").json().at("/person/id").asString());
    } else if (endpoint.contains("{person}") || endpoint.contains("{grant}")) {
      things.put("person", owner().get("/api/me").json().at("/person/id").asString());
      things.put("grant", owner().get("/api/credit").json().at("/grants/0/id").asString());
    }
    if (endpoint.contains("{workspace}") || endpoint.contains("{runtime}")) {
      things.put("workspace", workspace());
      things.put("runtime", UUID.randomUUID().toString());
    }
    if (endpoint.contains("{pass}")) {
      String asked = "{\"dryRun\":true}";
      things.put(
          "pass", console.as("admin", Role.ADMIN).post("/api/reconciliations", asked).text("id"));
    }
    if (endpoint.contains("{notice}")) {
      things.put("notice", toldOfAnInvitation());
    }
    if (endpoint.contains("{account}") || endpoint.contains("/project-link")) {
      things.put("account", "012345-6789AB-CDEF01");
    }
    if (endpoint.contains("/project-link")) {
      link(things.get("workspace"), things.get("account"));
    }
    if (endpoint.endsWith("/cap")) {
      String members = "/api/workspaces/" + things.get("workspace") + "/members/";
      owner().send("PUT", members + things.get("person"), "{\"role\":\"READER\"}");
    }
    if (endpoint.contains("{disk}")) {
      things.put("disk", launched(workspace(), UUID.randomUUID(), "DELETED"));
    }
    if (endpoint.contains("{runtime}") && !endpoint.startsWith("PUT")) {
      launched(
          things.get("workspace"),
          UUID.fromString(things.get("runtime")),
          endpoint.endsWith("/start") ? "STOPPED" : "STARTING");
    }
    return things;
  }

  private static void link(String workspace, String account) {
    owner().send("PUT", "/api/billing-accounts/" + account, null);
    console
        .database()
        .asOwner()
        .sql(
            """
            INSERT INTO project_link (workspace, account, state, wanted_at, failed_at, code)
            SELECT :workspace::uuid, id, 'FAILED', now(), now(), 'LINK_REFUSED'
              FROM billing_account WHERE account = :account
            """)
        .param("workspace", workspace)
        .param("account", account)
        .update();
  }

  /** The owner's, with a writer, a reader and somebody who was a member. */
  private static String workspace() {
    String id = owner().post("/api/workspaces", creation(UUID.randomUUID().toString())).text("id");
    for (String member : List.of("writer", "reader", "removed")) {
      String role = member.equals("removed") ? "OWNER" : member.toUpperCase(Locale.ROOT);
      String path = "/api/workspaces/%s/members/%s".formatted(id, idOf(member));
      owner().send("PUT", path, "{\"role\":\"%s\"}".formatted(role));
      if (member.equals("removed")) {
        owner().send("DELETE", path, null);
      }
    }
    return id;
  }

  private static String idOf(String person) {
    return IDS.computeIfAbsent(
        person,
        who -> console.as(who, Role.RESEARCHER).get("/api/me").json().at("/person/id").asString());
  }

  private static String toldOfAnInvitation() {
    Client friend = console.as("friend", Role.RESEARCHER).with("Content-Type", "application/json");
    String theirs =
        friend.post("/api/workspaces", creation(UUID.randomUUID().toString())).text("id");
    String owner = owner().get("/api/me").json().at("/person/id").asString();
    friend.send(
        "PUT", "/api/workspaces/%s/members/%s".formatted(theirs, owner), "{\"role\":\"READER\"}");
    return owner().get("/api/notices").json().at("/items/0/id").asString();
  }

  /** Answers its disk. */
  private static String launched(String workspace, UUID runtime, String state) {
    var launched = owner().send("PUT", "/api/runtimes/" + runtime, launch(workspace));
    assertThat(launched.status()).as(launched.toString()).isEqualTo(202);
    if (!state.equals("STARTING")) {
      new TestingHouse(console.database().asOwner(), Instant.now())
          .set(new RuntimeId(runtime), state, state);
    }
    return launched.json().at("/disk/id").asString();
  }

  private static Client owner() {
    return console.as("owner", Role.RESEARCHER).with("Content-Type", "application/json");
  }

  private static int status(String person, String endpoint, Map<String, String> things) {
    String[] parts = endpoint.split(" ");
    String path = parts[1];
    for (var id : things.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }
    if (endpoint.endsWith("/candidates")) {
      path += "?q=friend";
    }
    String body = body(endpoint, things);
    var request =
        HttpRequest.newBuilder(URI.create(console.origin() + path))
            .header("Content-Type", "application/json")
            .method(parts[0], HttpRequest.BodyPublishers.ofString(body));
    request.header(
        "Authorization",
        person.equals("nobody")
            ? "Bearer none"
            : "Bearer " + console.provider().bearer(person, PEOPLE.get(person)));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close(); // a stream of events would never end by itself
      http.shutdownNow();
      return answer.statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(endpoint, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String body(String endpoint, Map<String, String> things) {
    return switch (endpoint) {
      case "POST /api/workspaces" -> creation(UUID.randomUUID().toString());
      case "POST /api/workspaces/{workspace}/estimates" ->
          launch("").replaceFirst("\"workspace\":\"[^\"]*\",", "");
      case "PATCH /api/workspaces/{workspace}" ->
          "{\"name\":\"%s\",\"description\":\"\",\"version\":1}".formatted(UUID.randomUUID());
      case "PUT /api/workspaces/{workspace}/members/{person}/cap" -> "{\"amount\":\"5\"}";
      case "PUT /api/workspaces/{workspace}/members/{person}" -> "{\"role\":\"READER\"}";
      case "PUT /api/workspaces/{workspace}/payer" -> "{\"kind\":\"CREDIT\"}";
      case "PUT /api/notices/preferences" -> "{\"preferences\":[]}";
      case "PUT /api/runtimes/{runtime}" -> launch(things.get("workspace"));
      case "POST /api/billing-account-requests" ->
          "{\"name\":\"A\",\"institution\":\"B\",\"nihFunded\":false,\"phone\":\"5551234567\"}";
      case "POST /api/people/{person}/grants" ->
          "{\"amount\":\"1\",\"reason\":\"a test\",\"expiresAt\":null}";
      case "POST /api/reconciliations" -> "{\"dryRun\":true}";
      case "POST /api/grants/{grant}/revocations" -> "{\"amount\":\"1\",\"reason\":\"a test\"}";
      default -> "";
    };
  }

  private static String launch(String workspace) {
    return """
    {"workspace":"%s","tool":"terminal","machineType":"n2-standard-4",
     "disk":{"type":"pd-balanced","sizeGib":10}}
    """
        .formatted(workspace);
  }

  private static String creation(String name) {
    return "{\"name\":\"%s\",\"description\":\"\",\"payer\":\"CREDIT\"}".formatted(name);
  }
}
