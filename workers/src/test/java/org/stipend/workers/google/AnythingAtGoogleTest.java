package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.cloud.machine.MachineState;
import org.stipend.emulator.compute.Downfall;
import org.stipend.emulator.compute.Happening;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.wire.Refusal;

/**
 * Several machines, wished for and ended in any order, by calls that are repeated, come late, get
 * lost, die half-way or meet Google's own trouble: there is never more than one machine for each,
 * the newest wish comes true, every run is told of with the instants that the cloud's own log has,
 * and nothing is left.
 */
class AnythingAtGoogleTest {

  private static final List<Long> FAILED_ONCE = List.of(47L, 93L, 119L, 189L);
  private static final int RUNTIMES = 5;
  private static final int STEPS = 60;
  private static final int MOST_REPEATS = 12;
  private static final Refusal BACKEND = Refusal.of(503, "backendError", "Try again.");
  private static final List<String> METHODS =
      List.of(
          "instances.insert",
          "instances.start",
          "instances.stop",
          "instances.delete",
          "instances.setMetadata",
          "instances.setScheduling",
          "instances.get",
          "disks.get",
          "disks.setLabels",
          "zoneOperations.wait",
          "zoneOperations.list");

  @RegisterExtension final EmulatedGoogle google = new EmulatedGoogle();

  private final List<Runtime> runtimes = new ArrayList<>();
  private Random random;

  /** What is wished of one runtime, and what was told of its runs. */
  private static final class Runtime {

    private final Asked asked = new Asked();
    private final Map<Instant, Instant> told = new TreeMap<>();
    private long generation;
    private boolean isWanted;

    void hears(MachineState state) {
      if (state instanceof MachineState.Stopped stopped) {
        told.put(stopped.startedAt(), stopped.stoppedAt());
      }
    }
  }

  static LongStream seeds() {
    return Boolean.getBoolean("stipend.soak")
        ? LongStream.rangeClosed(1, 200)
        : LongStream.concat(LongStream.rangeClosed(1, 8), FAILED_ONCE.stream().mapToLong(it -> it));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void leavesOneMachineOrNoneAndNothingUntold(long seed) {
    random = new Random(seed);
    for (int i = 0; i < RUNTIMES; i++) {
      var runtime = new Runtime();
      google.provider().diskActivities().create(runtime.asked.disk());
      runtimes.add(runtime);
    }
    for (int i = 0; i < STEPS; i++) {
      happens(runtimes.get(random.nextInt(RUNTIMES)));
      assertNeverTwo();
    }
    runtimes.forEach(this::end);

    assertNeverTwo();
    assertThat(google.everything()).allMatch(name -> name.startsWith("pd-"));
    runtimes.forEach(runtime ->
        assertThat(runtime.told).as("%s", runtime.asked.name).isEqualTo(logged(runtime)));
  }

  private void happens(Runtime runtime) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> wish(runtime, true);
      case 3, 4 -> wish(runtime, false);
      case 5 -> comesLate(runtime);
      case 6 -> goesDown(runtime);
      case 7 -> google.advance(Duration.ofSeconds(random.nextInt(1, 600)));
      default -> google.goesWrong(METHODS.get(random.nextInt(METHODS.size())), trouble());
    }
  }

  private Fault.Effect trouble() {
    return switch (random.nextInt(4)) {
      case 0 -> new Fault.Refused(BACKEND);
      case 1 -> new Fault.DoneButRefused(BACKEND);
      case 2 -> new Fault.DoneButDropped();
      default -> new Fault.Ends(new Ending.Fails(500, "INTERNAL_ERROR", "Internal error."));
    };
  }

  /** The newest wish, tried until it comes true, now and then by another worker. */
  private void wish(Runtime runtime, boolean wanted) {
    if (wanted == runtime.isWanted) return;
    look(runtime);
    runtime.generation++;
    runtime.isWanted = wanted;
    MachineState state = untilDone(runtime, () -> asks(runtime));
    if (wanted) {
      assertThat(state).isInstanceOf(MachineState.Running.class);
    } else {
      assertThat(state)
          .isNotInstanceOf(MachineState.Running.class)
          .isNotInstanceOf(MachineState.Starting.class);
    }
  }

  private MachineState asks(Runtime runtime) {
    GoogleMachines machines = someWorker().machines();
    return runtime.isWanted
        ? machines.start(runtime.asked.start(runtime.generation))
        : machines.stop(runtime.asked.stop(runtime.generation));
  }

  private ComputeProvider someWorker() {
    return random.nextBoolean() ? google.provider() : google.anotherWorker();
  }

  /** A call of an older wish that was held up somewhere undoes nothing. */
  private void comesLate(Runtime runtime) {
    if (runtime.generation < 2) return;
    look(runtime);
    MachineState before = untilDone(runtime, () -> observed(runtime));
    long older = random.nextLong(1, runtime.generation);
    untilDone(
        runtime,
        () ->
            random.nextBoolean()
                ? someWorker().machines().start(runtime.asked.start(older))
                : someWorker().machines().stop(runtime.asked.stop(older)));
    assertThat(kind(untilDone(runtime, () -> observed(runtime)))).isEqualTo(kind(before));
  }

  /** It is seen before anything else is wished, as the watch does. */
  private void goesDown(Runtime runtime) {
    if (!(untilDone(runtime, () -> observed(runtime)) instanceof MachineState.Running)) return;
    Downfall how = Downfall.values()[random.nextInt(Downfall.values().length)];
    google.change(cloud ->
        cloud.goesDown(
            EmulatedGoogle.PROJECT,
            EmulatedGoogle.ZONE,
            runtime.asked.name.value(),
            how,
            Duration.ZERO));
    google.advance(Duration.ofSeconds(60));
    look(runtime);
    runtime.isWanted = false;
  }

  private void look(Runtime runtime) {
    untilDone(runtime, () -> observed(runtime));
  }

  private MachineState observed(Runtime runtime) {
    return someWorker().machines().observe(runtime.asked.name);
  }

  private void end(Runtime runtime) {
    look(runtime);
    runtime.generation++;
    untilDone(
        runtime, () -> someWorker().machines().delete(runtime.asked.delete(runtime.generation)));
    assertThat(untilDone(runtime, () -> observed(runtime)))
        .isEqualTo(new MachineState.Missing(runtime.asked.name));
  }

  /** As Temporal does. */
  private MachineState untilDone(Runtime runtime, Supplier<MachineState> call) {
    RuntimeException last = new IllegalStateException("never called");
    for (int i = 0; i < MOST_REPEATS; i++) {
      try {
        MachineState state = call.get();
        runtime.hears(state);
        return state;
      } catch (RuntimeException failure) {
        last = failure;
      }
    }
    throw new AssertionError("still refused: " + runtime.asked.name, last);
  }

  private static Class<?> kind(MachineState state) {
    return state.getClass();
  }

  private void assertNeverTwo() {
    Map<String, Integer> there = new HashMap<>();
    for (Happening event : google.emulator().events()) {
      String runtime = event.labels().getOrDefault("runtime-id", "");
      if (event.kind() == Happening.Kind.MACHINE_MADE) there.merge(runtime, 1, Integer::sum);
      if (event.kind() == Happening.Kind.MACHINE_GONE) there.merge(runtime, -1, Integer::sum);
      assertThat(there.values()).allMatch(machines -> machines <= 1);
    }
  }

  /** From when until when it ran, by the cloud's own log. */
  private Map<Instant, Instant> logged(Runtime runtime) {
    Map<Instant, Instant> runs = new TreeMap<>();
    Instant began = null;
    for (Happening event : google.emulator().events()) {
      if (!event.name().equals(runtime.asked.name.value())) continue;
      if (event.kind() == Happening.Kind.MACHINE_RUNS) began = event.at();
      if (event.kind() == Happening.Kind.MACHINE_STOPPED && began != null) {
        runs.put(began, event.at());
        began = null;
      }
    }
    return runs;
  }
}
