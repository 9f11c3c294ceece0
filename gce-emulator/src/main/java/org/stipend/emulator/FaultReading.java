package org.stipend.emulator;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.stipend.emulator.compute.Cloud;
import org.stipend.emulator.compute.Downfall;
import org.stipend.emulator.compute.GuestFailure;
import org.stipend.emulator.compute.Trouble;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;

/** Faults as they are written in JSON. */
final class FaultReading {

  /** What no control says, but the computer: a tool could not listen. */
  static final String DEAF = "deaf";

  /** What control can say of the cloud. */
  static final Set<String> OWN =
      Set.of(
          "POST quotas",
          "POST capacity",
          "POST deaths",
          "POST guests",
          "POST switches",
          "POST gone",
          "POST admins");

  private static final Set<String> ADMINS = Set.of("delete", "stop", "suspend", "start");

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

  /** Does to the cloud what control was told. */
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
      case "POST switches" -> switches(cloud, json);
      case "POST gone" -> gone(cloud, json);
      case "POST admins" -> admin(cloud, json);
      case DEAF ->
          cloud.cannotListen(
              text(json, "project", ""),
              text(json, "zone", ""),
              text(json, "instance", ""),
              text(json, "why", ""));
      default -> throw new IllegalArgumentException(what);
    }
  }

  /** {@code billing} and {@code permission}, and how many {@code operations} may be under way. */
  private static void switches(Cloud cloud, JsonObject json) {
    String project = text(json, "project", "");
    if (json.has("billing")) cloud.billing(project, is(json, "billing"));
    if (json.has("permission")) cloud.permission(project, is(json, "permission"));
    if (json.has("operations")) cloud.mostUnderWay(project, number(json, "operations", 0));
  }

  /**
   * A {@code serviceAccount}, a {@code key} or an {@code image}; with {@code back} it is there
   * again.
   */
  private static void gone(Cloud cloud, JsonObject json) {
    boolean isGone = !is(json, "back");
    if (json.has("serviceAccount")) cloud.serviceAccount(text(json, "serviceAccount", ""), isGone);
    if (json.has("image")) cloud.image(text(json, "image", ""), isGone);
    if (json.has("key")) cloud.key(text(json, "key", ""), isGone);
  }

  private static void admin(Cloud cloud, JsonObject json) {
    String verb = text(json, "verb", "");
    if (!ADMINS.contains(verb)) throw new IllegalArgumentException("verb is one of " + ADMINS);
    cloud.byAdmin(
        text(json, "project", ""), text(json, "zone", ""), text(json, "instance", ""), verb);
  }

  /**
   * With a {@code failure} its boots end like this, or {@code now} what runs does; {@code before} a
   * step they stop, with a last {@code line}; with neither they are well.
   */
  private static void guest(Cloud cloud, JsonObject json) {
    String project = text(json, "project", "");
    String zone = text(json, "zone", "");
    String instance = text(json, "instance", "");
    if (json.has("failure")) {
      var failure = GuestFailure.valueOf(text(json, "failure", ""));
      var trouble = new Trouble.Failed(failure, text(json, "message", failure.message()));
      if (is(json, "now")) cloud.guestFails(project, zone, instance, trouble);
      else cloud.bootStops(project, zone, instance, trouble);
      return;
    }
    if (!json.has("before")) {
      cloud.bootsAgain(project, zone, instance);
      return;
    }
    var before = Trouble.Step.valueOf(text(json, "before", ""));
    cloud.bootStops(project, zone, instance, new Trouble.Held(before, text(json, "line", "")));
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
