package org.stipend.standalone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * What the launcher chose. Read before Spring exists: where the log goes and whether this may start
 * at all depend on it.
 *
 * @param fresh put the data of earlier runs aside and begin anew
 * @param cloud {@code gce-emulator}, {@code gce}, or null: tools run on this computer
 * @param rehearsal start, answer a few requests and end: how a build records what its starts load
 */
record Settings(
    Path data,
    Path tools,
    int port,
    boolean fresh,
    boolean rehearsal,
    String python,
    @Nullable String cloud,
    @Nullable String temporalAddress,
    @Nullable String databaseUrl) {

  static final String PREFIX = "stipend.embedded.";
  private static final int LAST_PORT = 65535;

  Settings {
    if (port < 1 || port >= LAST_PORT) {
      throw new CannotStart(
          "Port " + port + " is not between 1 and " + (LAST_PORT - 1) + ".",
          "Choose another one with --port N; N and N+1 are used.");
    }
  }

  static Settings of(String[] arguments, Map<String, String> environment) {
    var given = new SimpleCommandLinePropertySource(arguments);
    return new Settings(
        path(given, "data", ".stipend/data"),
        path(given, "tools", ".stipend/tools"),
        port(given.getProperty(PREFIX + "port")),
        given.containsProperty(PREFIX + "fresh"),
        given.containsProperty(PREFIX + "rehearsal"),
        Objects.requireNonNullElse(given.getProperty("stipend.local.python"), "python3"),
        given.getProperty(PREFIX + "cloud"),
        blankToNull(environment.get("TEMPORAL_ADDRESS")),
        blankToNull(environment.get("STIPEND_DATABASE_URL")));
  }

  int proxyPort() {
    return port + 1;
  }

  String consoleUrl() {
    return "http://localhost:" + port;
  }

  private static Path path(SimpleCommandLinePropertySource given, String name, String otherwise) {
    String value = given.getProperty(PREFIX + name);
    return Path.of(value == null ? otherwise : value).toAbsolutePath().normalize();
  }

  private static int port(@Nullable String text) {
    try {
      return text == null ? 8080 : text.equals("any") ? Ports.freePair() : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new CannotStart("\"" + text + "\" is not a port.", "Say --port 8090, for example.", e);
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
