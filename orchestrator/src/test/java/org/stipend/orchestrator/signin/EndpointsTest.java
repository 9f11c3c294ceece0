package org.stipend.orchestrator.signin;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stipend.cloud.Tool;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;
import tools.jackson.databind.JsonNode;

/** Every endpoint of the API for every kind of person; one without an expectation fails. */
class EndpointsTest {

  /**
   * Owner and stranger are researchers, and everything asked for belongs to the owner. {@code in}:
   * let in, whatever the state of the thing then says (2xx or 409).
   */
  private static final String EXPECTED =
      """
      endpoint                                     | owner | stranger | admin | finance | operator | nobody
      GET    /api/me                               | in    | in       | in    | in      | in       | 401
      GET    /api/events                           | in    | in       | in    | in      | in       | 401
      GET    /api/people                           | 403   | 403      | in    | in      | in       | 401
      GET    /api/workspaces                       | in    | in       | in    | in      | in       | 401
      POST   /api/workspaces                       | in    | in       | 403   | 403     | 403      | 401
      GET    /api/workspaces/{workspace}           | in    | 404      | in    | 404     | in       | 401
      POST   /api/workspaces/{workspace}/estimates | in    | 404      | 403   | 403     | 403      | 401
      GET    /api/catalog                          | in    | in       | in    | in      | in       | 401
      GET    /api/runtimes                         | in    | in       | in    | in      | in       | 401
      PUT    /api/runtimes/{runtime}               | in    | 404      | 403   | 403     | 403      | 401
      GET    /api/runtimes/{runtime}               | in    | 404      | in    | 404     | in       | 401
      POST   /api/runtimes/{runtime}/start         | in    | 404      | 403   | 403     | 403      | 401
      POST   /api/runtimes/{runtime}/stop          | in    | 404      | in    | 403     | in       | 401
      POST   /api/runtimes/{runtime}/cancel        | in    | 404      | 403   | 403     | 403      | 401
      DELETE /api/runtimes/{runtime}               | in    | 404      | 403   | 403     | 403      | 401
      GET    /api/disks                            | in    | in       | in    | in      | in       | 401
      DELETE /api/disks/{disk}                     | in    | 404      | 403   | 403     | 403      | 401
      GET    /api/credit                           | in    | in       | in    | in      | in       | 401
      GET    /api/people/{person}/credit           | 403   | 403      | in    | in      | 403      | 401
      POST   /api/people/{person}/grants           | 403   | 403      | in    | 403     | 403      | 401
      POST   /api/grants/{grant}/revocations       | 403   | 403      | in    | 403     | 403      | 401
      GET    /api/ledger/postings                  | in    | in       | in    | in      | in       | 401
      POST   /api/proofs                           | 403   | 403      | in    | 403     | in       | 401
      """;

  private static final Map<String, Role[]> PEOPLE = new LinkedHashMap<>();

  static {
    PEOPLE.put("owner", new Role[] {Role.RESEARCHER});
    PEOPLE.put("stranger", new Role[] {Role.RESEARCHER});
    PEOPLE.put("admin", new Role[] {Role.ADMIN});
    PEOPLE.put("finance", new Role[] {Role.FINANCE});
    PEOPLE.put("operator", new Role[] {Role.OPERATOR});
    PEOPLE.put("nobody", new Role[] {});
  }

  @RegisterExtension static final TestConsole console = new TestConsole();

  private static final UUID RUNTIME = UUID.randomUUID();
  private static final Map<String, String> IDS = new LinkedHashMap<>();
  private static String launch = "";

  @BeforeAll
  static void anOwnerWithAWorkspaceARuntimeADiskAndAGrant() {
    console.offers(Tool.TERMINAL);
    var owner = console.as("owner", Role.RESEARCHER);
    String workspace =
        owner.post("/api/workspaces", creation("Everything of the owner")).text("id");
    JsonNode catalog = owner.get("/api/catalog").json();
    launch =
        """
        {"workspace":"%s","tool":"terminal","machineType":"%s","disk":{"type":"%s","sizeGib":10}}
        """
            .formatted(
                workspace,
                catalog.at("/machineTypes/0/id").asString(),
                catalog.at("/diskTypes/0/id").asString());
    var launched =
        owner
            .with("Content-Type", "application/json")
            .send("PUT", "/api/runtimes/" + RUNTIME, launch);
    assertThat(launched.status()).as(launched.toString()).isEqualTo(202);
    IDS.put("workspace", workspace);
    IDS.put("runtime", RUNTIME.toString());
    IDS.put("disk", launched.json().at("/disk/id").asString());
    IDS.put("person", owner.get("/api/me").json().at("/person/id").asString());
    IDS.put("grant", owner.get("/api/credit").json().at("/grants/0/id").asString());
    assertThat(IDS.values()).noneMatch(String::isEmpty);
  }

  @Test
  void answersEveryKindOfPersonAsExpected() {
    Map<String, List<String>> expected = expectations();
    Set<String> documented = documented();
    assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(documented);

    List<String> wrong = new ArrayList<>();
    // who is refused goes first: the owner's commands change what the others ask for
    List<String> people = new ArrayList<>(PEOPLE.keySet()).reversed();
    for (String endpoint : expected.keySet()) {
      for (String person : people) {
        String wanted = expected.get(endpoint).get(List.copyOf(PEOPLE.keySet()).indexOf(person));
        int status = status(person, endpoint);
        boolean in = status / 100 == 2 || status == 409;
        if (!(wanted.equals("in") ? in : wanted.equals(String.valueOf(status)))) {
          wrong.add("%s as %s: %s instead of %s".formatted(endpoint, person, status, wanted));
        }
      }
    }
    assertThat(wrong).isEmpty();
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
    assertThat(console.as("stranger").get("/api/workspaces?all=true").status()).isEqualTo(403);
    assertThat(console.as("stranger").get("/api/workspaces").body())
        .doesNotContain(IDS.get("workspace"));
    assertThat(console.as("operator").get("/api/workspaces?all=true").body())
        .contains(IDS.get("workspace"));
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

  private static int status(String person, String endpoint) {
    String[] parts = endpoint.split(" ");
    String path = parts[1];
    for (var id : IDS.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }
    String body = body(endpoint);
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

  private static String body(String endpoint) {
    return switch (endpoint) {
      case "POST /api/workspaces" -> creation(UUID.randomUUID().toString());
      case "POST /api/workspaces/{workspace}/estimates" ->
          launch.replaceFirst("\"workspace\":\"[^\"]*\",", "");
      case "PUT /api/runtimes/{runtime}" -> launch;
      case "POST /api/people/{person}/grants" ->
          "{\"amount\":\"1\",\"reason\":\"a test\",\"expiresAt\":null}";
      case "POST /api/grants/{grant}/revocations" -> "{\"amount\":\"1\",\"reason\":\"a test\"}";
      default -> "";
    };
  }

  private static String creation(String name) {
    return "{\"name\":\"%s\",\"description\":\"\",\"payer\":\"CREDIT\"}".formatted(name);
  }
}
