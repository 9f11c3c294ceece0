package org.stipend.workers.google;

import com.google.cloud.compute.v1.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.stipend.cloud.disk.DiskName;
import org.stipend.cloud.machine.MachineName;
import org.stipend.cloud.machine.MachineState;
import org.stipend.emulator.Clock;
import org.stipend.emulator.GceEmulator;
import org.stipend.emulator.compute.Cloud;
import org.stipend.emulator.compute.Happening;
import org.stipend.emulator.fault.Fault;

/** The adapter on the emulator of Compute Engine, whose clock stands unless somebody waits. */
final class EmulatedGoogle implements BeforeEachCallback, AfterEachCallback {

  static final String PROJECT = "stipend-test";
  static final String ZONE = "us-central1-a";
  static final List<String> ZONES = List.of(ZONE, "us-central1-b");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private GceEmulator emulator;
  private ComputeClients clients;
  private ComputeProvider provider;
  private int heartbeats;

  @Override
  public void beforeEach(ExtensionContext context) {
    emulator = GceEmulator.start(0, Clock.standingAt(START));
    clients = ComputeClients.open(emulator.origin());
    provider = worker(this::beat);
  }

  /** Another one beside the first, which knows nothing of it. */
  ComputeProvider worker(Runnable heartbeat) {
    return worker(Territory.of(PROJECT), heartbeat);
  }

  ComputeProvider worker(Territory territory, Runnable heartbeat) {
    return ComputeProvider.of(
        settings(),
        territory,
        "us-central1",
        clients,
        heartbeat,
        () -> advance(PAUSE),
        emulator.clock());
  }

  ComputeProvider anotherWorker() {
    return worker(() -> {});
  }

  private void beat() {
    heartbeats++;
  }

  private ComputeSettings settings() {
    return new ComputeSettings(
        emulator.origin(),
        ZONES,
        "test",
        "default",
        ComputeSettings.PLACEHOLDER_IMAGE,
        20,
        null,
        Duration.ofSeconds(120),
        placeholders());
  }

  private static ComputeSettings.Containers placeholders() {
    return new ComputeSettings.Containers(
        "a" + ComputeSettings.Containers.PLACEHOLDER,
        "b" + ComputeSettings.Containers.PLACEHOLDER,
        "c" + ComputeSettings.Containers.PLACEHOLDER,
        "d" + ComputeSettings.Containers.PLACEHOLDER);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clients.close();
    emulator.close();
  }

  GceEmulator emulator() {
    return emulator;
  }

  ComputeProvider provider() {
    return provider;
  }

  int heartbeats() {
    return heartbeats;
  }

  void advance(Duration by) {
    emulator.clock().advance(by);
  }

  void awaitEnd(MachineName name) {
    while (!(provider.machines().observe(name) instanceof MachineState.Stopped)) advance(PAUSE);
  }

  boolean exists(DiskName name) {
    return provider.disks().find(name).isPresent();
  }

  Optional<Instance> vm(MachineName name) {
    return provider.instances().find(name).map(Vm::instance);
  }

  ComputeClients clients() {
    return clients;
  }

  /** Next time, once. */
  void goesWrong(String method, Fault.Effect how) {
    emulator.faults().add(Fault.next(method, how));
  }

  void change(Consumer<Cloud> change) {
    emulator.change(change);
  }

  /** Everything of the project that still costs: machines, disks and snapshots. */
  List<String> everything() {
    var names = new ArrayList<String>();
    for (String zone : ZONES) {
      clients.instances().list(PROJECT, zone).iterateAll().forEach(vm -> names.add(vm.getName()));
      clients.disks().list(PROJECT, zone).iterateAll().forEach(disk -> names.add(disk.getName()));
    }
    clients.snapshots().list(PROJECT).iterateAll().forEach(copy -> names.add(copy.getName()));
    return names;
  }

  /** How many runs of machines there were. */
  long runs() {
    return emulator.events().stream()
        .filter(event -> event.kind() == Happening.Kind.MACHINE_RUNS)
        .count();
  }

  /** How many machines there ever were at the same time. */
  int mostMachinesAtOnce() {
    int now = 0;
    int most = 0;
    for (Happening event : emulator.events()) {
      if (event.kind() == Happening.Kind.MACHINE_MADE) now++;
      if (event.kind() == Happening.Kind.MACHINE_GONE) now--;
      most = Math.max(most, now);
    }
    return most;
  }
}
