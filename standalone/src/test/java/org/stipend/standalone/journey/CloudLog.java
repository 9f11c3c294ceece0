package org.stipend.standalone.journey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened in the emulated cloud, in the words of the local provider's log. */
final class CloudLog {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** How many runs each machine has begun. */
  private final Map<String, Integer> runs = new HashMap<>();

  /** How many there are of each disk: two while it is moved to another zone, which cost as one. */
  private final Map<String, Integer> copies = new HashMap<>();

  private final List<JsonNode> lines = new ArrayList<>();

  private CloudLog() {}

  static List<JsonNode> of(TestStipend stipend) {
    var log = new CloudLog();
    stipend.cloudApi().get("/emulator/events").ok().path("events").forEach(log::add);
    return log.lines;
  }

  private void add(JsonNode event) {
    String name = event.path("name").asString();
    switch (event.path("event").asString()) {
      case "MACHINE_RUNS" -> {
        runs.merge(name, 1, Integer::sum);
        machine("machineStarted", event);
      }
      case "MACHINE_STOPPED" -> machine("machineStopped", event);
      case "DISK_MADE" -> {
        if (copies.merge(name, 1, Integer::sum) == 1) disk("diskCreated", event);
      }
      case "DISK_GONE" -> {
        if (copies.merge(name, -1, Integer::sum) == 0) disk("diskDeleted", event);
      }
      default -> {}
    }
  }

  private void machine(String what, JsonNode event) {
    String name = event.path("name").asString();
    line(
        what,
        event,
        Map.of(
            "machine",
            name,
            "generation",
            runs.getOrDefault(name, 0),
            "machineType",
            machineType(event),
            "runtime",
            event.at("/labels/runtime-id").asString("")));
  }

  private static String machineType(JsonNode event) {
    boolean spot = event.path("provisioningModel").asString("").equals("SPOT");
    return event.path("type").asString("") + (spot ? "+spot" : "");
  }

  /** Boot disks go with their machines and are nobody's. */
  private void disk(String what, JsonNode event) {
    String name = event.path("name").asString();
    if (!name.startsWith("pd-")) return;
    line(what, event, Map.of("disk", name, "sizeGib", event.path("sizeGb").asLong()));
  }

  private void line(String what, JsonNode event, Map<String, Object> more) {
    Map<String, Object> line = new HashMap<>(more);
    line.put("event", what);
    line.put("at", Instant.parse(event.path("at").asString()).toString());
    lines.add(JSON.valueToTree(line));
  }
}
