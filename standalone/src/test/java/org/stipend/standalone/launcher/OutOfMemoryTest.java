package org.stipend.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code ./stipend} starts does not live on half dead. */
class OutOfMemoryTest {

  private static final String AS_LAUNCHED =
      """
      eval "$(sed -n '/^RUN=(/,/)$/p' ../stipend)" && exec "$@" "${RUN[@]}" -Xmx16m -cp %s '%s'
      """;

  @Test
  void endsAndSaysWhatToDo() throws IOException, InterruptedException {
    String classes = System.getProperty("user.dir") + "/target/test-classes";
    String script = AS_LAUNCHED.formatted(classes, Hungry.class.getName());
    Process process =
        new ProcessBuilder("bash", "-c", script, "bash", java().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isEqualTo(3);
    assertThat(output)
        .contains("Stipend ran out of memory and has ended.", "start it again with ./stipend up");
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  static final class Hungry {

    private Hungry() {}

    public static void main(String[] arguments) {
      List<byte[]> eaten = new ArrayList<>();
      try {
        while (true) {
          eaten.add(new byte[1024 * 1024]);
        }
      } catch (OutOfMemoryError e) {
        System.exit(0); // as a server that goes on after one request failed
      }
    }
  }
}
