package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the image does once its machine runs, step by step, and says of it. */
final class Booting {

  private static final String STEP = "stipend/step";

  private Booting() {}

  static Map<Duration, Consumer<Guest>> of(Instance instance) {
    boolean hasHome =
        instance.getDisksList().stream().anyMatch(disk -> disk.getDeviceName().equals("home"));
    var steps = new TreeMap<Duration, Consumer<Guest>>();
    steps.put(
        Duration.ZERO,
        guest -> {
          guest.says("UEFI: Attempting to start image.");
          guest.reports(STEP, "Boot");
        });
    steps.put(
        Duration.ofSeconds(6),
        guest -> guest.says("[    0.000000] Linux version 6.1.0 on " + instance.getName()));
    if (hasHome) steps.put(Duration.ofSeconds(9), Booting::mounts);
    steps.put(
        Duration.ofSeconds(12),
        guest -> {
          guest.says("stipend: tool started");
          guest.reports(STEP, "Tool");
        });
    steps.put(
        Duration.ofSeconds(18),
        guest -> {
          guest.says("stipend: tool is healthy");
          guest.reports(STEP, "Health");
          guest.reports("stipend/health", "ok");
        });
    return steps;
  }

  private static void mounts(Guest guest) {
    guest.says("stipend: mounted /dev/disk/by-id/google-home");
    guest.reports(STEP, "Mount");
  }
}
