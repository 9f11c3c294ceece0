package org.stipend.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Google's client for Node, in a process of its own, told nothing but where Google is. */
class NodeClientTest {

  private static final Path SOURCE = Path.of("src/test/node");
  private static final Path HERE = Path.of("target/node");
  private static final List<String> NAMES =
      List.of("package.json", "package-lock.json", ".npmrc", "life.test.mjs");

  @RegisterExtension final Emulated emulated = new Emulated();

  @Test
  void googlesClientForNodeTakesItForGoogle() throws IOException, InterruptedException {
    install();
    run(
        Map.of("EMULATOR_PORT", "" + emulated.emulator().port()),
        "node",
        "--test",
        "life.test.mjs");
    assertThat(emulated.emulator().log().of("instances.insert")).hasSize(2);
  }

  /** Once for each state of the lock file. */
  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(HERE);
    Path stamp = HERE.resolve("installed");
    String lock = Files.readString(SOURCE.resolve("package-lock.json"));
    for (String name : NAMES) {
      Files.copy(SOURCE.resolve(name), HERE.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(stamp) && Files.readString(stamp).equals(lock)) return;
    run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Files.writeString(stamp, lock);
  }

  private static void run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(HERE.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
