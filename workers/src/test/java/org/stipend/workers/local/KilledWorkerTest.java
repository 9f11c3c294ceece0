package org.stipend.workers.local;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;

/** A JVM is killed at moments nobody chose, and the next one finds a world that makes sense. */
class KilledWorkerTest {

  private static final int KILLS = 5;
  private static final int LONGEST_LIFE_MILLIS = 1_500;

  @TempDir Path directory;

  @Test
  void aWorkerKilledAtAnyMomentLeavesNoOrphanAndNoGap() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      liveFor(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));

      try (var provider = provider()) {
        assertEveryProcessIsKept(provider);
        deleteAll(provider);
      }
      // a wrapper that was just on its way looks for its order once more
      Awaitility.await().untilAsserted(() -> assertThat(pids()).isEmpty());
      assertThat(directory.resolve("machines")).isEmptyDirectory();
      assertThat(directory.resolve("trash")).isEmptyDirectory();
      assertTheLogIsComplete();
    }
  }

  private void liveFor(Duration life) throws Exception {
    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RestlessWorker.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(worker.inputReader().readLine()).isNotNull();
    worker.waitFor(life); // it never ends by itself
    worker.destroyForcibly().waitFor();
  }

  private LocalProvider provider() {
    return LocalProvider.open(
        Laptop.settings(directory, null),
        _ -> {},
        InstantSource.system(),
        wrapper -> StandIn.allRunning(wrapper, StandIn.PATIENT));
  }

  /**
   * A machine that is not running has no process, one that is has a wrapper, its guard, its tool.
   */
  private void assertEveryProcessIsKept(LocalProvider provider) throws IOException {
    for (MachineName machine : machines()) {
      long processes = pids().stream().filter(pid -> isOf(machine, pid)).count();
      boolean runs = provider.machines().observe(machine) instanceof MachineState.Running;
      if (runs) assertThat(processes).isEqualTo(3);
    }
    assertThat(pids()).allMatch(pid -> machines().stream().anyMatch(name -> isOf(name, pid)));
  }

  private static boolean isOf(MachineName machine, long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/environ")).contains(machine.value());
    } catch (IOException gone) {
      return false;
    }
  }

  private void deleteAll(LocalProvider provider) throws IOException {
    for (MachineName machine : machines()) {
      UUID runtime = UUID.fromString(machine.value().substring(3, 39));
      provider.machines().delete(new DeleteMachine(new Fence(runtime, 9, 1), machine, null));
    }
  }

  private void assertTheLogIsComplete() throws IOException {
    List<JsonNode> log = log();
    var starts = count(log, "machineStarted");
    assertThat(starts).isEqualTo(count(log, "machineStopped"));
    assertThat(starts.values()).allMatch(times -> times == 1);
    assertThat(count(log, "diskDeleted").values()).allMatch(times -> times == 1);
  }

  private static Map<String, Long> count(List<JsonNode> log, String event) {
    return log.stream()
        .filter(line -> line.path("event").asText().equals(event))
        .collect(
            groupingBy(
                line ->
                    line.path("machine").asText()
                        + line.path("disk").asText()
                        + line.path("generation").asText(),
                counting()));
  }

  private List<JsonNode> log() throws IOException {
    var lines = new ArrayList<JsonNode>();
    Path log = directory.resolve("provider-log.jsonl");
    if (!Files.exists(log)) return lines;
    for (String line : Files.readAllLines(log)) lines.add(Payloads.mapper().readTree(line));
    return lines;
  }

  private List<MachineName> machines() {
    try {
      return Folders.list(directory.resolve("machines")).stream()
          .map(folder -> new MachineName(folder.getFileName().toString(), null))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<Long> pids() throws IOException {
    return new Leftovers(directory.toRealPath().resolve("machines")).pids();
  }
}
