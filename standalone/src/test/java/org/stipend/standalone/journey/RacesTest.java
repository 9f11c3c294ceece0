package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.testing.Patience;

/** People who click twice, and change their minds at once. */
class RacesTest {

  private static final Map<String, Object> DISK = Map.of("type", "pd-balanced", "sizeGib", 10);

  /** Fifty at once wait for each other, each with a connection. */
  private static final String WAIT = "spring.datasource.hikari.connection-timeout";

  @TempDir static Path directory;

  @Test
  void manyLaunchesAtOnceMakeOneRuntimeAndManyRegretsLeaveNothing() {
    try (var stipend = TestStipend.on(directory.resolve("data")).with(WAIT, "300000").start()) {
      fiftyLaunchesOfOneToolMakeOneRuntimeThatAllAreTold(stipend);
      aHundredLaunchesDeletedAtOnceLeaveNothing(stipend);
      aLaunchStoppedAtOnceLeavesADiskThatTheNextStartMakes(stipend);
      Books.prove(stipend);
    }
  }

  private static void fiftyLaunchesOfOneToolMakeOneRuntimeThatAllAreTold(TestStipend stipend) {
    Researcher ada = Researcher.in(stipend, "researcher");
    List<Callable<ApiClient.Answer>> launches =
        Stream.generate(() ->
                (Callable<ApiClient.Answer>)
                    () -> ada.launch(UUID.randomUUID().toString(), "terminal", DISK))
            .limit(50)
            .toList();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(
              pool.invokeAll(launches).stream()
                  .map(RacesTest::answer)
                  .map(RacesTest::runtimeOf)
                  .collect(Collectors.toSet()))
          .hasSize(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(ada.runtimes()).hasSize(1);
    assertThat(ada.disks()).hasSize(1);
    String runtime = ada.runtimes().getFirst().path("id").asString();
    ada.await(runtime, "RUNNING");
    ada.delete(runtime, "delete");
    eventuallyNothing(stipend, ada);
  }

  /** The one it made, or the one that was there before it. */
  private static String runtimeOf(ApiClient.Answer answer) {
    return answer.code().equals("RUNTIME_EXISTS")
        ? answer.body().path("runtime").asString()
        : answer.ok().path("id").asString();
  }

  private static void aHundredLaunchesDeletedAtOnceLeaveNothing(TestStipend stipend) {
    Researcher ada = Researcher.in(stipend, "researcher");
    for (int round = 0; round < 100; round++) {
      String runtime = ada.launch("terminal");
      Awaitility.await().pollDelay(Duration.ofMillis(50)).until(() -> true);
      ada.delete(runtime, "delete");
    }
    eventuallyNothing(stipend, ada);
  }

  private static void aLaunchStoppedAtOnceLeavesADiskThatTheNextStartMakes(TestStipend stipend) {
    Researcher ada = Researcher.in(stipend, "researcher");
    String runtime = ada.launch("terminal");
    ada.stop(runtime);
    ada.await(runtime, "STOPPED");
    assertThat(ada.disks().getFirst().path("state").asString()).isIn("NOT_MADE", "READY");
    ada.start(runtime);
    ada.await(runtime, "RUNNING");
    assertThat(ada.disks().getFirst().path("state").asString()).isEqualTo("READY");
    ada.delete(runtime, "delete");
    eventuallyNothing(stipend, ada);
  }

  /** No live row, no process, no directory, no open use, no armed deadline. */
  private static void eventuallyNothing(TestStipend stipend, Researcher ada) {
    Awaitility.await("nothing is left")
        .atMost(Patience.UNTIL_STUCK.multipliedBy(3)) // a hundred machines come and go
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          assertThat(ada.runtimes()).isEmpty();
          assertThat(ada.disks()).isEmpty();
          assertThat(entries(stipend, "machines")).isEmpty();
          assertThat(entries(stipend, "disks")).isEmpty();
          assertThat(stipend.processes()).noneMatch(it -> it.contains("run.py"));
          assertThat(ada.credit().path("burnPerHour").asString()).isEqualTo("0.000000000");
          assertThat(ada.credit().path("endsAt").isNull()).isTrue();
          assertThat(ada.credit().path("machinesStopAt").isNull()).isTrue();
        });
  }

  private static List<Path> entries(TestStipend stipend, String folder) {
    try (Stream<Path> files = Files.list(stipend.data().resolve("local").resolve(folder))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiClient.Answer answer(Future<ApiClient.Answer> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
