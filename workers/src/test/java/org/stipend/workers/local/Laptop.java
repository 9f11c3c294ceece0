package org.stipend.workers.local;

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
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.springframework.util.unit.DataSize;
import org.stipend.cloud.Fence;
import org.stipend.cloud.Payloads;
import org.stipend.cloud.Tool;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.DeleteMachine;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.machine.StartMachine;
import org.stipend.cloud.machine.StopMachine;
import org.stipend.cloud.testing.Patience;

/** One data directory, one provider on it at a time, and a runtime to play with. */
final class Laptop implements AutoCloseable {

  static final Duration SHORT_GRACE = Duration.ofMillis(400);

  final UUID runtime = UUID.randomUUID();
  final MachineName machine = MachineName.of(runtime, 1);
  final DiskName home = DiskName.of(UUID.randomUUID());
  final LinkedBlockingQueue<UUID> changes = new LinkedBlockingQueue<>();
  final Path directory;

  private final List<LocalProvider> providers = new ArrayList<>();
  private Duration grace = SHORT_GRACE;
  private Function<Wrapper, List<Recipe>> recipes =
      wrapper -> StandIn.allRunning(wrapper, StandIn.PATIENT);

  Laptop(Path directory) {
    this.directory = directory;
  }

  static LocalSettings settings(Path directory, Path tools) {
    return settings(directory, tools, SHORT_GRACE);
  }

  private static LocalSettings settings(Path directory, Path tools, Duration grace) {
    return new LocalSettings(
        directory,
        tools,
        DataSize.ofMegabytes(1),
        DataSize.ofMegabytes(1),
        Duration.ofSeconds(5),
        grace,
        Map.of(),
        "python3",
        null,
        null,
        true);
  }

  /** For tools that are to end by themselves. */
  Laptop patient() {
    grace = Patience.UNTIL_STUCK;
    return this;
  }

  Laptop running(String program) {
    return with(wrapper -> StandIn.allRunning(wrapper, program));
  }

  Laptop with(Function<Wrapper, List<Recipe>> recipes) {
    this.recipes = recipes;
    return this;
  }

  /** A worker's JVM starts; the one before is taken to be dead, not ended in order. */
  LocalProvider provider() {
    var provider =
        LocalProvider.open(
            settings(directory, null, grace), changes::add, InstantSource.system(), recipes);
    providers.add(provider);
    return provider;
  }

  LocalProvider current() {
    return providers.isEmpty() ? provider() : providers.getLast();
  }

  MachineState.Running launch(Tool tool) {
    return (MachineState.Running) launchBriefly(tool);
  }

  /** A tool that leaves at once may have ended before the launch answers. */
  MachineState launchBriefly(Tool tool) {
    UUID disk = UUID.fromString(home.value().substring(3));
    var fence = new Fence(disk, 1, 1);
    current().disks().create(new CreateDisk(fence, home, disk, disk, "pd-balanced", 10));
    return current().machines().create(wish(tool, 1, Duration.ofHours(1)));
  }

  StartMachine wish(Tool tool, long generation, Duration runLimit) {
    return new StartMachine(
        new Fence(runtime, generation, 1),
        machine,
        runtime,
        UUID.randomUUID(),
        tool,
        "n1-standard-1",
        home,
        "http://%s.localhost:8081".formatted(runtime),
        runLimit);
  }

  MachineState.Stopped stop() {
    return (MachineState.Stopped)
        current().machines().stop(new StopMachine(new Fence(runtime, 2, 1), machine, null));
  }

  MachineState state() {
    return current().machines().observe(machine);
  }

  MachineState.Stopped awaitEnd() {
    return (MachineState.Stopped)
        Awaitility.await()
            .pollInterval(Duration.ofMillis(20))
            .until(this::state, MachineState.Stopped.class::isInstance);
  }

  RunFolder run() {
    try {
      return RunFolder.allOf(directory.toRealPath().resolve("machines/" + machine.value()))
          .getFirst();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path homeDirectory() {
    return directory.resolve("disks/" + home.value());
  }

  void awaitLog(String text) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> run().logTail().contains(text));
  }

  ProcessHandle wrapper() {
    try {
      return ProcessHandle.of(run().started().orElseThrow().pid()).orElseThrow();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Processes that carry the tag of a run of this directory, zombies not counted. */
  List<Long> processes() {
    try {
      return new Leftovers(directory.toRealPath().resolve("machines")).pids();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void awaitNoProcess() {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(processes()).isEmpty());
  }

  List<JsonNode> providerLog() {
    try (var lines = Files.lines(directory.resolve("provider-log.jsonl"))) {
      return lines.map(Laptop::json).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static JsonNode json(String line) {
    try {
      return Payloads.mapper().readTree(line);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    current().machines().delete(new DeleteMachine(new Fence(runtime, 1_000, 1), machine, null));
    providers.forEach(LocalProvider::close);
    assertThat(processes()).isEmpty();
  }
}
