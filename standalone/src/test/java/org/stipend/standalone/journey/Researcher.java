package org.stipend.standalone.journey;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A researcher at work through the API, in a workspace of their own. */
final class Researcher {

  static final String MACHINE = "n2-standard-4";

  private final ApiClient api;
  private final String workspace;

  private Researcher(ApiClient api, String workspace) {
    this.api = api;
    this.workspace = workspace;
  }

  static Researcher in(TestStipend stipend, String person) {
    ApiClient api = stipend.api(person);
    Awaitility.await("the workers have said what they offer")
        .until(() ->
            api.get("/api/catalog")
                .ok()
                .path("tools")
                .valueStream()
                .anyMatch(tool -> tool.path("available").asBoolean()));
    Map<String, String> body =
        Map.of("name", "Journey " + UUID.randomUUID(), "description", "", "payer", "CREDIT");
    return new Researcher(api, api.post("/api/workspaces", body).ok().path("id").asString());
  }

  /** The same one after a restart, on the same workspace. */
  Researcher again(TestStipend stipend, String person) {
    return new Researcher(stipend.api(person), workspace);
  }

  /** Somebody else at work in the same workspace, as a member. */
  Researcher colleague(TestStipend stipend, String person) {
    return new Researcher(stipend.api(person), workspace);
  }

  ApiClient api() {
    return api;
  }

  String workspace() {
    return workspace;
  }

  /** Asks for a terminal on a new disk and does not wait. */
  String launch(String tool) {
    String id = UUID.randomUUID().toString();
    launch(id, tool, Map.of("type", "pd-balanced", "sizeGib", 50)).ok();
    return id;
  }

  ApiClient.Answer launch(String id, String tool, Map<String, Object> disk) {
    Map<String, Object> body =
        Map.of("workspace", workspace, "tool", tool, "machineType", MACHINE, "disk", disk);
    return api.put("/api/runtimes/" + id, body);
  }

  String running(String tool) {
    String id = launch(tool);
    await(id, "RUNNING");
    return id;
  }

  void stop(String runtime) {
    api.post("/api/runtimes/" + runtime + "/stop", null).ok();
  }

  void start(String runtime) {
    api.post("/api/runtimes/" + runtime + "/start", null).ok();
  }

  void delete(String runtime, String disk) {
    api.delete("/api/runtimes/" + runtime + "?disk=" + disk).ok();
  }

  JsonNode runtime(String id) {
    return api.get("/api/runtimes/" + id).ok();
  }

  String state(String runtime) {
    return runtime(runtime).path("state").asString();
  }

  JsonNode await(String runtime, String... states) {
    Awaitility.await("runtime is " + String.join(" or ", states))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> state(runtime), state -> List.of(states).contains(state));
    return runtime(runtime);
  }

  JsonNode credit() {
    return api.get("/api/credit").ok();
  }

  void awaitCredit(String status) {
    Awaitility.await("credit is " + status)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> credit().path("status").asString(), status::equals);
  }

  List<JsonNode> disks() {
    return items("/api/disks?workspace=" + workspace);
  }

  List<JsonNode> runtimes() {
    return items("/api/runtimes?workspace=" + workspace);
  }

  List<JsonNode> items(String path) {
    JsonNode page = api.get(path).ok();
    Stream<JsonNode> all = page.path("items").valueStream();
    String next = page.path("nextCursor").asString("");
    String separator = path.contains("?") ? "&" : "?";
    return next.isEmpty()
        ? all.toList()
        : Stream.concat(all, items(without(path) + separator + "cursor=" + next).stream()).toList();
  }

  private static String without(String path) {
    return path.replaceFirst("[?&]cursor=[^&]*", "");
  }
}
