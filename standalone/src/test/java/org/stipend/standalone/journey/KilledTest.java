package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One life of a runtime, the JVM killed before and after every side effect of it. */
class KilledTest {

  private static final List<String> LAUNCH =
      around(
          "Disks.create",
          "RuntimeLedger.beginRun",
          "Machines.create",
          "RuntimeLedger.machine",
          "ToolProbe.awaitListening",
          "ToolProbe.awaitHealthy",
          "RuntimeLedger.healthy");
  private static final List<String> STOP = around("Machines.stop");
  private static final List<String> DELETE = around("Machines.delete", "Disks.delete");

  @TempDir Path directory;

  @Test
  void oneMachineNoOrphanNoGapWhereverItIsKilled() {
    var stipend = TestStipend.on(directory.resolve("data"));
    try (stipend) {
      stipend.haltingAt(LAUNCH.getFirst()).start();
      Researcher ada = Researcher.in(stipend, "researcher");
      String runtime = ada.launch("terminal");
      killedAtEach(stipend, LAUNCH);
      ada = ada.again(stipend, "researcher");
      ada.await(runtime, "RUNNING");
      assertThat(machines(stipend)).hasSize(1);

      stipend.killHard();
      stipend.haltingAt(STOP.getFirst()).start();
      ada = ada.again(stipend, "researcher");
      assertThat(ada.state(runtime)).isEqualTo("RUNNING");
      assertThat(machines(stipend)).hasSize(1);
      ada.stop(runtime);
      killedAtEach(stipend, STOP);
      ada = ada.again(stipend, "researcher");
      ada.await(runtime, "STOPPED");
      assertThat(machines(stipend)).isEmpty();

      stipend.killHard();
      stipend.haltingAt(DELETE.getFirst()).start();
      ada = ada.again(stipend, "researcher");
      ada.delete(runtime, "delete");
      killedAtEach(stipend, DELETE);
      nothingIsLeft(stipend, ada.again(stipend, "researcher"));
    }
  }

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
      nothingIsLeft(stipend, ada);
    }
  }

  /** Pids of JupyterLab itself: kernels come and go. */
  private static Set<String> jupyters(TestStipend stipend) {
    return stipend.processes().stream()
        .filter(it -> it.contains("jupyter-lab") && !it.contains("run.py"))
        .map(it -> it.substring(0, it.indexOf(' ')))
        .collect(Collectors.toSet());
  }

  /** It runs and will die at the first point; it is started again for each of the others. */
  private static void killedAtEach(TestStipend stipend, List<String> points) {
    for (String next : points.subList(1, points.size())) {
      stipend.awaitEnd();
      stipend.haltingAt(next).launch();
    }
    stipend.awaitEnd();
    stipend.without(FaultPoints.HALT_AT).start();
    Books.prove(stipend);
  }

  private static void nothingIsLeft(TestStipend stipend, Researcher ada) {
    Awaitility.await("deleted")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> {
          assertThat(ada.runtimes()).isEmpty();
          assertThat(ada.disks()).isEmpty();
          assertThat(machines(stipend)).isEmpty();
        });
    JsonNode credit = ada.credit();
    assertThat(Books.nanosByTheProvidersLog(stipend, java.time.Instant.now()))
        .isEqualTo(Books.nanos(credit.path("spent")));
    Books.prove(stipend);
  }

  /** Machines that run, by the wrapper that keeps each. */
  private static Set<String> machines(TestStipend stipend) {
    return stipend.processes().stream()
        .filter(it -> it.contains("run.py"))
        .map(it -> it.replaceFirst(".*(rt-[0-9a-f-]+-g[0-9]+).*", "$1"))
        .collect(Collectors.toSet());
  }

  private static List<String> around(String... activities) {
    return List.of(activities).stream()
        .flatMap(it -> List.of(it + ":before", it + ":after").stream())
        .toList();
  }
}
