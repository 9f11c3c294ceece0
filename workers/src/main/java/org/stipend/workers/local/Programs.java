package org.stipend.workers.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds installed programs, and says what a tool gets to see of this computer's environment. */
final class Programs {

  private static final String PATH = Objects.requireNonNullElse(System.getenv("PATH"), "/bin");

  private Programs() {}

  static Optional<Path> onPath(String program) {
    return firstExecutable(
        Arrays.stream(PATH.split(":")).map(folder -> Path.of(folder).resolve(program)));
  }

  static Optional<Path> firstExecutable(Stream<Path> candidates) {
    return candidates
        .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  /** The version of a Python package beside a program of its environment, where it shows. */
  static Optional<String> versionBeside(Path program, String distribution) {
    Path library = program.resolveSibling("../lib").normalize();
    for (Path python : list(library)) {
      for (Path entry : list(python.resolve("site-packages"))) {
        String name = entry.getFileName().toString();
        if (name.startsWith(distribution + "-") && name.endsWith(".dist-info")) {
          return Optional.of(
              name.substring(distribution.length() + 1, name.length() - ".dist-info".length()));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try {
      return Folders.list(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Nothing of the control plane's own environment, only what a program needs to feel at home. */
  static Map<String, String> environment(Path home, Path program) {
    var environment = new TreeMap<String, String>();
    String user = System.getProperty("user.name");
    environment.put("HOME", home.toString());
    environment.put("USER", user);
    environment.put("LOGNAME", user);
    environment.put("PATH", program.resolveSibling("") + ":" + PATH);
    environment.put("LANG", "C.UTF-8");
    environment.put("SHELL", shell());
    return environment;
  }

  static String shell() {
    return onPath("bash").map(Path::toString).orElse("/bin/sh");
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}
