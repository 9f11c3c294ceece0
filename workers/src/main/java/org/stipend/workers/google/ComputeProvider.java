package org.stipend.workers.google;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;

/** Compute Engine, put together. */
record ComputeProvider(
    Instances instances,
    PersistentDisks disks,
    GoogleMachines machines,
    GoogleDisks diskActivities,
    GoogleInventory inventory) {

  private static final String GUEST = "cloud-init.yaml";

  /**
   * @param heartbeat throws once nobody waits for the outcome of a call any more
   * @param pause between two looks
   */
  static ComputeProvider of(
      ComputeSettings settings,
      Territory territory,
      String region,
      ComputeClients clients,
      Runnable heartbeat,
      Runnable pause,
      InstantSource clock) {
    var waits = new Waits(clients, heartbeat, pause, clock);
    var telling = new Telling(clock);
    var instances = new Instances(clients.instances(), territory, waits);
    var disks = new PersistentDisks(clients, territory, waits);
    var newVm = new NewVm(settings, territory, region, guest());
    return new ComputeProvider(
        instances,
        disks,
        new GoogleMachines(instances, disks, waits, newVm, telling),
        new GoogleDisks(disks, waits, settings.environment(), telling),
        new GoogleInventory(clients, settings, territory, region, telling));
  }

  private static String guest() {
    try (InputStream file = ComputeProvider.class.getResourceAsStream(GUEST)) {
      return new String(Objects.requireNonNull(file, GUEST).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
