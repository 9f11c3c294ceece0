package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the image does once its machine runs, step by step, and says of it. */
final class Booting {

  private static final String STEP = "stipend/step";

  private static final int LOOPS = 5;
  private static final Duration A_LOOP = Duration.ofSeconds(20);

  private Booting() {}

  /** By how long after it was turned {@code on}; without a disk named home nothing is mounted. */
  static Map<Duration, Consumer<Guest>> of(
      Instance instance, Optional<Trouble> trouble, Instant on) {
    if (trouble.filter(wrong -> isFailure(wrong, GuestFailure.BOOT_LOOP)).isPresent())
      return loop();
    boolean isWell =
        trouble.filter(wrong -> isFailure(wrong, GuestFailure.TOOL_UNHEALTHY)).isEmpty();
    var steps = new TreeMap<Duration, Consumer<Guest>>();
    for (Trouble.Step step : Trouble.Step.values()) {
      if (step == Trouble.Step.MOUNT && !hasHome(instance)) continue;
      Optional<Trouble> here = trouble.filter(wrong -> wrong.before() == step);
      boolean isTheEnd = here.filter(Booting::isTheEnd).isPresent();
      if (!isTheEnd) steps.put(after(step), guest -> does(step, instance, isWell, on, guest));
      here.ifPresent(
          wrong -> steps.merge(after(step), guest -> strikes(wrong, guest), Consumer::andThen));
      if (isTheEnd) return steps;
    }
    return steps;
  }

  private static boolean isFailure(Trouble trouble, GuestFailure which) {
    return trouble instanceof Trouble.Failed failed && failed.failure() == which;
  }

  private static boolean isTheEnd(Trouble trouble) {
    return switch (trouble) {
      case Trouble.Held _ -> true;
      case Trouble.Failed failed -> failed.failure().isTheEnd();
    };
  }

  private static void strikes(Trouble trouble, Guest guest) {
    switch (trouble) {
      case Trouble.Held held -> guest.says(held.line());
      case Trouble.Failed failed -> guest.fails(failed.failure(), failed.message());
    }
  }

  /** Some rounds of it: more would say no more. */
  private static Map<Duration, Consumer<Guest>> loop() {
    var rounds = new TreeMap<Duration, Consumer<Guest>>();
    for (int round = 0; round < LOOPS; round++) {
      rounds.put(
          A_LOOP.multipliedBy(round),
          guest -> {
            guest.says("UEFI: Attempting to start image.");
            GuestFailure.BOOT_LOOP.lines().forEach(guest::says);
          });
    }
    return rounds;
  }

  private static boolean hasHome(Instance instance) {
    return instance.getDisksList().stream().anyMatch(disk -> disk.getDeviceName().equals("home"));
  }

  private static Duration after(Trouble.Step step) {
    return switch (step) {
      case BOOT -> Duration.ZERO;
      case MOUNT -> Duration.ofSeconds(9);
      case TOOL -> Duration.ofSeconds(12);
      case HEALTH -> Duration.ofSeconds(18);
    };
  }

  private static void does(
      Trouble.Step step, Instance instance, boolean isWell, Instant on, Guest guest) {
    switch (step) {
      case BOOT -> {
        guest.forgets(); // the image takes back what an earlier boot reported
        guest.says("UEFI: Attempting to start image.");
        guest.says("[    0.000000] Linux version 6.1.0 on " + instance.getName());
        guest.reports(STEP, "Boot");
        guest.isUp();
      }
      case MOUNT -> {
        guest.says("stipend: mounted /dev/disk/by-id/google-home");
        guest.reports(STEP, "Mount");
      }
      case TOOL -> {
        guest.says("stipend: tool started");
        guest.reports(STEP, "Tool");
        guest.listens(Listening.of(instance, on.plus(after(step)), isWell));
      }
      case HEALTH -> {
        guest.says("stipend: tool is healthy");
        guest.reports(STEP, "Health");
        guest.reports("stipend/health", "ok");
      }
    }
  }
}
