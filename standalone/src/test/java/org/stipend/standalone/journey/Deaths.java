package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The JVM dies before and after each of some activities, is started again, and must converge. */
final class Deaths {

  private Deaths() {}

  /** A launch that dies around each activity ends with one machine, and its deletion with none. */
  static void inALaunch(TestStipend stipend, String... activities) {
    List<String> points = around(activities);
    stipend.haltingAt(points.getFirst()).start();
    Researcher ada = Researcher.in(stipend, "researcher");
    String runtime = ada.launch("terminal");
    atEach(stipend, points);
    ada = ada.again(stipend, "researcher");
    ada.await(runtime, "RUNNING");
    assertThat(machines(stipend)).hasSize(1);
    ada.delete(runtime, "delete");
    nothingIsLeft(stipend, ada);
  }

  /** It runs and will die at the first point; it is started again for each of the others. */
  static void atEach(TestStipend stipend, List<String> points) {
    for (String next : points.subList(1, points.size())) {
      stipend.awaitEnd();
      stipend.haltingAt(next).launch();
    }
    stipend.awaitEnd();
    stipend.without(FaultPoints.HALT_AT).start();
    Books.prove(stipend);
  }

  static List<String> around(String... activities) {
    return Stream.of(activities).flatMap(it -> Stream.of(it + ":before", it + ":after")).toList();
  }

  static void nothingIsLeft(TestStipend stipend, Researcher ada) {
    Awaitility.await("deleted")
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> {
          assertThat(ada.runtimes()).isEmpty();
          assertThat(ada.disks()).isEmpty();
          assertThat(machines(stipend)).isEmpty();
        });
    assertThat(Books.nanosByTheProvidersLog(stipend, Instant.now()))
        .isEqualTo(Books.nanos(ada.credit().path("spent")));
    Books.prove(stipend);
  }

  /** Machines that run, by the folder in which a wrapper and its guard keep each. */
  static Set<String> machines(TestStipend stipend) {
    return stipend.processes().stream()
        .filter(it -> it.contains("run.py"))
        .flatMap(it -> folder(it.split(" ")[0]))
        .collect(Collectors.toSet());
  }

  private static Stream<String> folder(String pid) {
    try {
      return Stream.of(Files.readSymbolicLink(Path.of("/proc", pid, "cwd")).toString());
    } catch (IOException gone) {
      return Stream.empty();
    }
  }
}
