package org.stipend.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** An answer, read by dotted paths. */
record Reply(int status, JsonObject body) {

  boolean has(String path) {
    return find(path) != null;
  }

  String text(String path) {
    JsonElement found = find(path);
    if (found == null) throw new AssertionError("no " + path + " in " + body);
    return found.getAsString();
  }

  String reason() {
    return text("error.errors.0.reason");
  }

  String message() {
    return text("error.message");
  }

  List<String> names() {
    JsonArray items = has("items") ? body.getAsJsonArray("items") : new JsonArray();
    return items.asList().stream()
        .map(item -> item.getAsJsonObject().get("name").getAsString())
        .toList();
  }

  private JsonElement find(String path) {
    JsonElement here = body;
    for (String part : path.split("\\.")) {
      here =
          switch (here) {
            case JsonObject object -> object.get(part);
            case JsonArray list ->
                Integer.parseInt(part) < list.size() ? list.get(Integer.parseInt(part)) : null;
            case null, default -> null;
          };
    }
    return here;
  }
}
