package org.stipend.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.wire.Request;

/**
 * All that was asked to change the cloud, and when, in a file that only grows. Who does it all
 * again has the same cloud, down to its numbers.
 */
final class Journal {

  private static final Gson GSON = new Gson();
  private static final String REQUEST = "request";
  private static final String TELL = "tell";

  private final Optional<Path> file;

  private Journal(Optional<Path> file) {
    this.file = file;
  }

  static Journal none() {
    return new Journal(Optional.empty());
  }

  static Journal in(Path file) {
    return new Journal(Optional.of(file));
  }

  void asked(Instant at, Request request, Optional<Ending> ending) {
    var line = new JsonObject();
    line.add(REQUEST, GSON.toJsonTree(request));
    ending.ifPresent(how -> {
      switch (how) {
        case Ending.Fails fails -> line.add("fails", GSON.toJsonTree(fails));
        case Ending.Hangs _ -> line.addProperty("hangs", true);
      }
    });
    write(at, line);
  }

  /** So far time had come when something happened by itself: nobody sees it undone. */
  void passed(Instant at) {
    write(at, new JsonObject());
  }

  void told(Instant at, String what, JsonObject how) {
    var line = new JsonObject();
    line.addProperty(TELL, what);
    line.add("how", how);
    write(at, line);
  }

  /** One line of it. */
  record Line(JsonObject json) {

    Instant at() {
      return Instant.parse(json.get("at").getAsString());
    }

    Optional<Request> request() {
      return Optional.ofNullable(json.get(REQUEST))
          .map(request -> GSON.fromJson(request, Request.class));
    }

    Optional<Ending> ending() {
      if (json.has("hangs")) return Optional.of(new Ending.Hangs());
      return Optional.ofNullable(json.get("fails"))
          .map(fails -> GSON.fromJson(fails, Ending.Fails.class));
    }

    Optional<String> told() {
      return Optional.ofNullable(json.get(TELL)).map(JsonElement::getAsString);
    }

    JsonObject how() {
      return json.getAsJsonObject("how");
    }
  }

  List<Line> lines() {
    if (file.isEmpty() || !Files.exists(file.get())) return List.of();
    try (Stream<String> lines = Files.lines(file.get())) {
      return lines.flatMap(text -> parsed(text).stream()).map(Line::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was cut off while it was written was not answered either. */
  private static Optional<JsonObject> parsed(String text) {
    try {
      return text.isBlank()
          ? Optional.empty()
          : Optional.of(JsonParser.parseString(text).getAsJsonObject());
    } catch (JsonSyntaxException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private void write(Instant at, JsonObject line) {
    if (file.isEmpty()) return;
    line.addProperty("at", at.toString());
    try { // its own line also after one that was cut off
      Files.writeString(
          file.get(), "\n" + line, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
