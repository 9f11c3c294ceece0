package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of its own, which only the system's administrator can make: skipped for others. */
class FullDiskTest {

  @TempDir Path directory;

  @BeforeEach
  void mount() {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", directory.toString()) == 0,
        "may mount");
  }

  @AfterEach
  void unmount() {
    run("umount", "-l", directory.toString());
  }

  @Test
  void comesBackByItselfOnceThereIsSpaceAgain() throws IOException {
    try (var stipend =
        TestStipend.on(directory.resolve("data"))
            .with("stipend.local.minimum-free-disk", "100MB")
            .start()) {
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.running("terminal");
      Path rubbish = fill();
      Awaitility.await("it is said at once why nothing goes on")
          .until(() -> stipend.consoleText().contains("The disk of"));
      assertThat(ada.api().get("/actuator/health").status()).isEqualTo(503);
      ada.stop(runtime);
      // it would give up by itself, but only at its next checkpoint
      assertThat(run("kill", "-s", "KILL", postmaster(stipend))).isZero();
      Awaitility.await("PostgreSQL is away")
          .until(() -> stipend.consoleText().contains("PostgreSQL has ended"));

      Files.delete(rubbish);
      Awaitility.await("PostgreSQL is back")
          .until(() -> stipend.consoleText().contains("PostgreSQL is back"));
      ada.await(runtime, "STOPPED");
      assertThat(stipend.consoleText())
          .containsOnlyOnce("The disk of")
          .containsOnlyOnce("There is space again");
      Books.prove(stipend);
    }
  }

  private Path fill() throws IOException {
    Path file = directory.resolve("rubbish");
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var block = ByteBuffer.allocate(1 << 20);
      while (directory.toFile().getUsableSpace() > 0) {
        channel.write(
            block.clear().limit((int) Math.min(1 << 20, directory.toFile().getUsableSpace())));
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
    return file;
  }

  private static String postmaster(TestStipend stipend) throws IOException {
    return Files.readAllLines(stipend.data().resolve("postgres/postmaster.pid")).getFirst().strip();
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
