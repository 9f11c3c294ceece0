package org.stipend.standalone.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stipend.standalone.journey.ApiClient;
import tools.jackson.databind.JsonNode;

/** A researcher with a credit of their own, at work through the API. */
final class Person {

  static final String MACHINE = "n2-standard-4";
  private static final List<String> TOOLS = List.of("jupyter", "rstudio", "cromwell", "terminal");

  private final ApiClient api;
  private final List<String> workspaces = new ArrayList<>();

  private Person(ApiClient api) {
    this.api = api;
  }

  /** In a workspace of their own. */
  static Person in(Fleet fleet, String name) {
    var person = new Person(fleet.as(name, "RESEARCHER"));
    person.another();
    return person;
  }

  /** One more workspace: each has one runtime of a tool. */
  private void another() {
    var asked = Map.of("name", "Fleet " + workspaces.size(), "description", "", "payer", "CREDIT");
    workspaces.add(api.post("/api/workspaces", asked).ok().path("id").asString());
  }

  ApiClient api() {
    return api;
  }

  String workspaceOf(int number) {
    while (workspaces.size() <= number / TOOLS.size()) another();
    return workspaces.get(number / TOOLS.size());
  }

  List<String> workspaces() {
    return workspaces;
  }

  /** The {@code number}th of their runtimes, from 0. */
  ApiClient.Answer launch(UUID id, int number) {
    Map<String, Object> disk = Map.of("type", "pd-balanced", "sizeGib", 50);
    Map<String, Object> asked =
        Map.of(
            "workspace",
            workspaceOf(number),
            "tool",
            TOOLS.get(number % TOOLS.size()),
            "machineType",
            MACHINE,
            "disk",
            disk);
    return api.put("/api/runtimes/" + id, asked);
  }

  ApiClient.Answer tells(UUID runtime, String verb) {
    return api.post("/api/runtimes/" + runtime + "/" + verb, null);
  }

  ApiClient.Answer deletes(UUID runtime) {
    return api.delete("/api/runtimes/" + runtime + "?disk=delete");
  }

  JsonNode runtime(UUID id) {
    return api.get("/api/runtimes/" + id).ok();
  }

  String state(UUID runtime) {
    return runtime(runtime).path("state").asString();
  }

  JsonNode credit() {
    return api.get("/api/credit").ok();
  }
}
