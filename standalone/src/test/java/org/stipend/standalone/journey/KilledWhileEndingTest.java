package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JVM is killed around each step of a stop and of a deletion, and before that while running.
 */
class KilledWhileEndingTest {

  private static final List<String> STOP = Deaths.around("Machines.stop");
  private static final List<String> DELETE = Deaths.around("Machines.delete", "Disks.delete");

  @TempDir Path directory;

  @Test
  void stopsAndDeletesWithoutOrphanOrGap() {
    var stipend = TestStipend.on(directory.resolve("data"));
    try (stipend) {
      stipend.start();
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.launch("terminal");
      ada.await(runtime, "RUNNING");

      stipend.killHard();
      stipend.haltingAt(STOP.getFirst()).start();
      ada = ada.again(stipend, "researcher");
      assertThat(ada.state(runtime)).isEqualTo("RUNNING");
      assertThat(Deaths.machines(stipend)).hasSize(1);
      ada.stop(runtime);
      Deaths.atEach(stipend, STOP);
      ada = ada.again(stipend, "researcher");
      ada.await(runtime, "STOPPED");
      assertThat(Deaths.machines(stipend)).isEmpty();

      stipend.killHard();
      stipend.haltingAt(DELETE.getFirst()).start();
      ada = ada.again(stipend, "researcher");
      ada.delete(runtime, "delete");
      Deaths.atEach(stipend, DELETE);
      Deaths.nothingIsLeft(stipend, ada.again(stipend, "researcher"));
    }
  }
}
