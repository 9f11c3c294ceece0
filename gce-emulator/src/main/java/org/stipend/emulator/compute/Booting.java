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

  private Booting() {}

  /** By how long after it was turned {@code on}; without a disk named home nothing is mounted. */
  static Map<Duration, Consumer<Guest>> of(
      Instance instance, Optional<Trouble> trouble, Instant on) {
    var steps = new TreeMap<Duration, Consumer<Guest>>();
    for (Trouble.Step step : Trouble.Step.values()) {
      if (step == Trouble.Step.MOUNT && !hasHome(instance)) continue;
      if (trouble.isPresent() && trouble.get().before() == step) {
        String line = trouble.get().line();
        steps.put(after(step), guest -> guest.says(line));
        return steps;
      }
      steps.put(after(step), guest -> does(step, instance, on, guest));
    }
    return steps;
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

  private static void does(Trouble.Step step, Instance instance, Instant on, Guest guest) {
    switch (step) {
      case BOOT -> {
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
        guest.listens(Listening.of(instance, on.plus(after(step))));
      }
      case HEALTH -> {
        guest.says("stipend: tool is healthy");
        guest.reports(STEP, "Health");
        guest.reports("stipend/health", "ok");
      }
    }
  }
}
