package org.stipend.emulator;

import com.google.gson.JsonObject;
import java.time.Duration;
import org.stipend.emulator.compute.Cloud;
import org.stipend.emulator.compute.Downfall;
import org.stipend.emulator.compute.Trouble;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;

/** Faults as they are written in JSON. */
final class FaultReading {

  /** What no control says, but the computer: a tool could not listen. */
  static final String DEAF = "deaf";

  private FaultReading() {}

  /**
   * {@code method}, {@code resource}, {@code from}, {@code times} and one of: {@code status} with
   * {@code reason} and {@code message}; {@code drop}; {@code delaySeconds}; {@code operation} with
   * {@code status}, {@code code} and {@code message}; {@code hang}; {@code stale}. With {@code
   * after} the first two come after the effect.
   */
  static Fault fault(JsonObject json) {
    return new Fault(
        text(json, "method", "*"),
        text(json, "resource", "*"),
        number(json, "from", 1),
        number(json, "times", 1),
        effect(json));
  }

  private static Fault.Effect effect(JsonObject json) {
    boolean isAfter = is(json, "after");
    if (json.has("status")) {
      Refusal refusal = refusal(json);
      return isAfter ? new Fault.DoneButRefused(refusal) : new Fault.Refused(refusal);
    }
    if (is(json, "drop")) return isAfter ? new Fault.DoneButDropped() : new Fault.Dropped();
    if (is(json, "stale")) return new Fault.Stale();
    if (is(json, "hang")) return new Fault.Ends(new Ending.Hangs());
    if (json.has("delaySeconds")) {
      return new Fault.Delayed(Duration.ofSeconds(number(json, "delaySeconds", 0)));
    }
    if (!json.has("operation")) throw new IllegalArgumentException("It says not what goes wrong.");
    JsonObject operation = json.getAsJsonObject("operation");
    return new Fault.Ends(
        new Ending.Fails(
            number(operation, "status", 503),
            text(operation, "code", "INTERNAL_ERROR"),
            text(operation, "message", "Internal error. Please try again.")));
  }

  private static Refusal refusal(JsonObject json) {
    String reason = text(json, "reason", "backendError");
    String message = text(json, "message", "Internal error. Please try again.");
    return Refusal.of(number(json, "status", 503), reason, message);
  }

  /**
   * Does to the cloud what control was told: {@code quotas}, {@code capacity}, {@code deaths},
   * {@code guests}.
   */
  static void change(Cloud cloud, String what, JsonObject json) {
    switch (what) {
      case "POST quotas" ->
          cloud.limit(
              text(json, "project", ""), text(json, "metric", ""), number(json, "limit", 0));
      case "POST capacity" -> {
        if (is(json, "room")) cloud.restock(text(json, "zone", ""));
        else cloud.sellOut(text(json, "zone", ""), text(json, "machineTypes", ""));
      }
      case "POST deaths" ->
          cloud.goesDown(
              text(json, "project", ""),
              text(json, "zone", ""),
              text(json, "instance", ""),
              Downfall.valueOf(text(json, "how", "")),
              Duration.ofSeconds(number(json, "afterSeconds", 0)));
      case "POST guests" -> guest(cloud, json);
      case DEAF ->
          cloud.cannotListen(
              text(json, "project", ""),
              text(json, "zone", ""),
              text(json, "instance", ""),
              text(json, "why", ""));
      default -> throw new IllegalArgumentException(what);
    }
  }

  /** {@code before} a step its boot stops, with a last {@code line}; without one it is well. */
  private static void guest(Cloud cloud, JsonObject json) {
    String project = text(json, "project", "");
    String zone = text(json, "zone", "");
    String instance = text(json, "instance", "");
    if (!json.has("before")) {
      cloud.bootsAgain(project, zone, instance);
      return;
    }
    var before = Trouble.Step.valueOf(text(json, "before", ""));
    cloud.bootStops(project, zone, instance, new Trouble(before, text(json, "line", "")));
  }

  private static String text(JsonObject json, String name, String otherwise) {
    return json.has(name) ? json.get(name).getAsString() : otherwise;
  }

  private static int number(JsonObject json, String name, int otherwise) {
    return json.has(name) ? json.get(name).getAsInt() : otherwise;
  }

  private static boolean is(JsonObject json, String name) {
    return json.has(name) && json.get(name).getAsBoolean();
  }
}
