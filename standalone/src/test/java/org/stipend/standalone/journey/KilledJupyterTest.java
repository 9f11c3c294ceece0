package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM is killed while a real JupyterLab starts, and once more while it runs. */
class KilledJupyterTest {

  @TempDir Path directory;

  @Test
  void aRealJupyterLivesThroughTheDeathOfTheJvm() {
    var stipend = TestStipend.on(directory.resolve("data"));
    try (stipend) {
      stipend.haltingAt("Machines.create:after").start();
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.launch("jupyter");
      stipend.awaitEnd();
      stipend.without(FaultPoints.HALT_AT).start();
      ada = ada.again(stipend, "researcher");
      ada.await(runtime, "RUNNING");
      Set<String> servers = jupyters(stipend);
      assertThat(servers).hasSize(1);

      stipend.killHard();
      stipend.start();
      ada = ada.again(stipend, "researcher");
      assertThat(ada.state(runtime)).isEqualTo("RUNNING");
      assertThat(jupyters(stipend)).isEqualTo(servers);

      ada.delete(runtime, "delete");
      Deaths.nothingIsLeft(stipend, ada);
    }
  }

  /** Pids of JupyterLab itself: kernels come and go. */
  private static Set<String> jupyters(TestStipend stipend) {
    return stipend.processes().stream()
        .filter(it -> it.contains("jupyter-lab") && !it.contains("run.py"))
        .map(it -> it.substring(0, it.indexOf(' ')))
        .collect(Collectors.toSet());
  }
}
