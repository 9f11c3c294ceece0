package org.stipend.emulator;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.stipend.emulator.project.Projects;

/** What control is told of the making of projects, as it is written in JSON. */
final class ProjectReading {

  static final Set<String> OWN = Set.of("POST making");

  private ProjectReading() {}

  /**
   * {@code allowed}, {@code most}; {@code youngSeconds}, in which what is made refuses everything;
   * {@code enablingSeconds}, after which an API that was enabled answers.
   */
  static void change(Projects projects, JsonObject json) {
    if (json.has("allowed")) projects.allowing(json.get("allowed").getAsBoolean());
    if (json.has("most")) projects.holdingAtMost(json.get("most").getAsInt());
    if (json.has("youngSeconds")) projects.refusingWhileYoung(seconds(json, "youngSeconds"));
    if (json.has("enablingSeconds")) projects.enablingTakes(seconds(json, "enablingSeconds"));
  }

  private static Duration seconds(JsonObject json, String name) {
    return Duration.ofSeconds(json.get(name).getAsLong());
  }
}
