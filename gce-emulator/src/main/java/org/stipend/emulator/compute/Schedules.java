package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Scheduling;
import org.stipend.emulator.wire.Refusal;

/** How a machine may be scheduled, with Google's defaults. */
final class Schedules {

  private static final long SHORTEST_RUN = 30;
  private static final long LONGEST_RUN = 120L * 24 * 60 * 60;
  private static final String SPOT = "SPOT";
  private static final String TERMINATE = "TERMINATE";

  private Schedules() {}

  static Scheduling complete(Scheduling asked, boolean hasGpus) {
    boolean isSpot = asked.getProvisioningModel().equals(SPOT) || asked.getPreemptible();
    if (isSpot && asked.getAutomaticRestart()) {
      throw Refusal.invalid(
          "resource.scheduling.preemptible",
          "true",
          "Scheduling must have preemptible be false when AutomaticRestart is true.");
    }
    requireRunTime(asked);
    requireHostErrorTimeout(asked);
    Scheduling.Builder complete = asked.toBuilder();
    complete.setProvisioningModel(isSpot ? SPOT : "STANDARD").setPreemptible(isSpot);
    if (!asked.hasAutomaticRestart()) complete.setAutomaticRestart(!isSpot);
    if (!asked.hasOnHostMaintenance()) {
      complete.setOnHostMaintenance(isSpot ? TERMINATE : "MIGRATE");
    }
    if (!asked.hasInstanceTerminationAction() && (isSpot || asked.hasMaxRunDuration())) {
      complete.setInstanceTerminationAction("STOP");
    }
    if (hasGpus && !complete.getOnHostMaintenance().equals(TERMINATE)) {
      throw Refusal.invalid(
          "resource.scheduling.onHostMaintenance",
          complete.getOnHostMaintenance(),
          "Instances with guest accelerators do not support live migration.");
    }
    return complete.build();
  }

  private static void requireRunTime(Scheduling asked) {
    if (!asked.hasMaxRunDuration()) return;
    long seconds = asked.getMaxRunDuration().getSeconds();
    if (seconds < SHORTEST_RUN || seconds > LONGEST_RUN) {
      throw Refusal.invalid(
          "resource.scheduling.maxRunDuration",
          seconds,
          "Must be between %d and %d seconds.".formatted(SHORTEST_RUN, LONGEST_RUN));
    }
  }

  private static void requireHostErrorTimeout(Scheduling asked) {
    if (!asked.hasHostErrorTimeoutSeconds()) return;
    int seconds = asked.getHostErrorTimeoutSeconds();
    if (seconds < 90 || seconds > 330 || seconds % 30 != 0) {
      throw Refusal.invalid(
          "resource.scheduling.hostErrorTimeoutSeconds",
          seconds,
          "Must be between 90 and 330 in steps of 30.");
    }
  }
}
