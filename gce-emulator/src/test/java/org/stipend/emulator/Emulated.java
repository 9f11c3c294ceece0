package org.stipend.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An emulator per test, spoken to over HTTP; each answer of a test has to have Google's shape. */
final class Emulated implements BeforeEachCallback, AfterEachCallback {

  static final String PROJECT = "stipend-ws-1";
  static final String ZONE = "us-central1-a";
  static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
  private static final String ROOT = "/compute/v1/projects/" + PROJECT;

  private final boolean hasGuests;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> projects;
  private ShapeCheck shapes = new ShapeCheck();
  private GceEmulator emulator;

  Emulated() {
    this(false);
  }

  /** Perhaps with guests that listen on this computer. */
  Emulated(boolean hasGuests) {
    this(hasGuests, Set.of());
  }

  /** With these projects alone; none: any that is asked for. */
  Emulated(boolean hasGuests, Set<String> projects) {
    this.hasGuests = hasGuests;
    this.projects = projects;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    shapes = new ShapeCheck();
    emulator = GceEmulator.start(settings(), shapes);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    emulator.close();
    assertThat(shapes.findings()).isEmpty();
  }

  private EmulatorSettings settings() {
    EmulatorSettings settings =
        EmulatorSettings.with(Clock.standingAt(START)).withProjects(projects);
    return hasGuests ? settings.withGuests() : settings;
  }

  /** Ends it and starts another one on the same file, as after a crash. */
  void startWith(Path state) {
    emulator.close();
    emulator = GceEmulator.start(settings().keptIn(state), shapes);
  }

  GceEmulator emulator() {
    return emulator;
  }

  void advance(String duration) {
    emulator.clock().advance(Duration.parse(duration));
  }

  static String q(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  static JsonObject json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }

  /** Of the project: {@code /zones}; or of the whole server where it begins with a host's root. */
  Reply get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Reply zone(String path) {
    return get("/zones/" + ZONE + path);
  }

  Reply delete(String path) {
    return send("DELETE", "/zones/" + ZONE + path, BodyPublishers.noBody());
  }

  /** In the zone; single quotes stand for double ones. */
  Reply post(String path, String body) {
    return postAt("/zones/" + ZONE + path, body);
  }

  Reply postAt(String path, String body) {
    return send("POST", path, BodyPublishers.ofString(body.replace('\'', '"')));
  }

  Reply send(String verb, String path, HttpRequest.BodyPublisher body, String... headers) {
    String url = emulator.origin() + (path.startsWith("//") ? path.substring(1) : ROOT + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).method(verb, body);
    if (headers.length > 0) request.headers(headers);
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      return new Reply(
          response.statusCode(), JsonParser.parseString(response.body()).getAsJsonObject());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits as clients do, which takes no time of ours; answers the operation at its end. */
  Reply done(Reply operation) {
    assertThat(operation.status()).as("%s", operation.body()).isEqualTo(200);
    String link = operation.text("selfLink");
    String path = link.substring(link.indexOf("/compute/v1/"));
    Reply now = operation;
    for (int i = 0; i < 10 && !now.text("status").equals("DONE"); i++) {
      now = send("POST", "/" + path + "/wait", BodyPublishers.noBody());
    }
    assertThat(now.text("status")).isEqualTo("DONE");
    return now;
  }

  Reply aDisk(String name) {
    done(post("/disks", "{'name':'" + name + "','sizeGb':'50'}"));
    return zone("/disks/" + name);
  }

  /** What a machine is asked for with; {@code more} are further members, each with a comma. */
  static String vm(String name, String machineType, String more) {
    return """
    {'name':'%s',%s'machineType':'zones/us-central1-a/machineTypes/%s',
     'disks':[{'boot':true,'autoDelete':true,'initializeParams':
       {'sourceImage':'projects/debian-cloud/global/images/family/debian-12','diskSizeGb':'20',
        'diskType':'zones/us-central1-a/diskTypes/pd-balanced'}}],
     'networkInterfaces':[{'subnetwork':'regions/us-central1/subnetworks/default'}]}
    """
        .formatted(name, more, machineType);
  }

  Reply aMachine(String name) {
    done(post("/instances", vm(name, "e2-standard-4", "")));
    return machine(name);
  }

  Reply machine(String name) {
    return zone("/instances/" + name);
  }
}
