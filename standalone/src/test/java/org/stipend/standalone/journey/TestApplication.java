package org.stipend.standalone.journey;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the application under test comes from: the extracted copy that {@code ./stipend test} names
 * (it starts in a third of the time), else this test's own class path.
 */
public final class TestApplication {

  private TestApplication() {}

  static List<String> classPath() {
    String app = System.getProperty("stipend.app");
    if (app == null) {
      return List.of("-cp", System.getProperty("java.class.path"));
    }
    String path = app + "/stipend.jar" + File.pathSeparator + testClasses();
    return List.of("-XX:AOTCache=" + app + "/start.aot", "-cp", path);
  }

  /** {@code -Dstipend.tools=}, else where {@code ./stipend up} puts them. */
  static Path tools() {
    String tools = System.getProperty("stipend.tools");
    if (tools != null) {
      return Path.of(tools);
    }
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("stipend"))) {
      root = root.getParent();
    }
    return root.resolve(".stipend/tools");
  }

  public static Path temporal() {
    Path ours = tools().resolve("temporal/bin/temporal");
    return Files.isExecutable(ours) ? ours : Path.of("temporal");
  }

  private static Path testClasses() {
    return Path.of(
        TestApplication.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
