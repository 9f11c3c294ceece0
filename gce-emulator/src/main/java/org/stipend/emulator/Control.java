package org.stipend.emulator;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stipend.emulator.compute.Cloud;
import org.stipend.emulator.compute.Happening;
import org.stipend.emulator.fault.Faults;
import org.stipend.emulator.fault.RequestLog;
import org.stipend.emulator.wire.Refusal;

/** What only an emulator has, under a prefix of its own: its clock, its faults, its logs. */
final class Control {

  /** How much of what happened is part of the state. */
  private static final int LAST = 50;

  private final Clock clock;
  private final Desk desk;
  private final Faults faults;
  private final RequestLog log;

  Control(Clock clock, Desk desk, Faults faults, RequestLog log) {
    this.clock = clock;
    this.desk = desk;
    this.faults = faults;
    this.log = log;
  }

  /** {@code what} is a verb and the rest of the path, as in {@code POST clock}. */
  Desk.Answer answer(String what, String body) {
    try {
      JsonObject asked =
          body.isBlank() ? new JsonObject() : JsonParser.parseString(body).getAsJsonObject();
      return answered(what, asked);
    } catch (Refusal refusal) {
      return json(refusal.status(), Map.of("error", String.valueOf(refusal.getMessage())));
    } catch (JsonParseException | IllegalArgumentException | IllegalStateException e) {
      return json(400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private Desk.Answer answered(String what, JsonObject asked) {
    switch (what) {
      case "GET clock" -> {}
      case "POST clock" -> {
        if (asked.has("speed")) clock.run(asked.get("speed").getAsInt());
        if (asked.has("advanceSeconds")) {
          clock.advance(Duration.ofSeconds(asked.get("advanceSeconds").getAsLong()));
        }
      }
      case "GET state" -> {
        return new Desk.Answer(200, state().toString());
      }
      case "GET log" -> {
        return json(200, Map.of("entries", log.entries().stream().map(Control::line).toList()));
      }
      case "GET events" -> {
        return json(
            200, Map.of("events", desk.with(Cloud::happened).stream().map(Control::line).toList()));
      }
      case "POST faults" -> faults.add(FaultReading.fault(asked));
      case "DELETE faults" -> faults.clear();
      case "POST rate" -> faults.limitRate(asked.get("perMinute").getAsInt());
      default -> {
        boolean isKnown =
            what.equals(Desk.RESET)
                || FaultReading.OWN.contains(what)
                || BillingReading.OWN.contains(what)
                || ProjectReading.OWN.contains(what);
        if (!isKnown) return json(404, Map.of("error", "There is no " + what));
        desk.told(what, asked);
      }
    }
    return json(200, Map.of("now", clock.instant().toString()));
  }

  /** What exists, and the last of what happened. */
  private JsonObject state() {
    JsonObject state = new Gson().toJsonTree(desk.with(Cloud::overview)).getAsJsonObject();
    List<Happening> events = desk.with(Cloud::happened);
    List<Happening> last = events.subList(Math.max(0, events.size() - LAST), events.size());
    state.addProperty("now", clock.instant().toString());
    state.addProperty("speed", clock.speed());
    state.add("events", new Gson().toJsonTree(last.stream().map(Control::line).toList()));
    return state;
  }

  private static Map<String, Object> line(RequestLog.Entry entry) {
    return Map.of(
        "number", entry.number(),
        "at", entry.at().toString(),
        "method", entry.method(),
        "resource", entry.resource(),
        "requestId", entry.requestId(),
        "verb", entry.request().verb(),
        "path", "/" + String.join("/", List.copyOf(entry.request().path())),
        "query", entry.request().query(),
        "status", entry.status(),
        "done", entry.done());
  }

  private static Map<String, Object> line(Happening event) {
    var line = new LinkedHashMap<String, Object>();
    line.put("number", event.number());
    line.put("at", event.at().toString());
    line.put("event", event.kind().name());
    line.put("project", event.project());
    line.put("zone", event.zone());
    line.put("name", event.name());
    line.put("labels", event.labels());
    line.put("type", event.type());
    line.put("provisioningModel", event.provisioningModel());
    line.put("accelerators", event.accelerators());
    line.put("sizeGb", event.sizeGb());
    line.put("machine", event.machine());
    line.values().removeIf(value -> List.of("", 0L, Map.of()).contains(value));
    return line;
  }

  private static Desk.Answer json(int status, Map<String, ?> content) {
    return new Desk.Answer(status, new Gson().toJson(content));
  }
}
