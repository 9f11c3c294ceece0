package org.stipend.workers.google;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.HeldMachine.Power;
import org.stipend.workers.pause.Pause;
import org.stipend.workers.watch.MachineChanges;

/**
 * Sees what happens to machines unasked: all of them in one list, every few seconds, against the
 * list before. At the first look every machine may have changed while nobody looked.
 */
final class GoogleWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GoogleWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final GoogleInventory inventory;
  private final MachineChanges changes;
  private final Pause pause;
  private final Thread thread = Thread.ofVirtual().name("google-watch").unstarted(this::watch);
  private Map<String, HeldMachine> before = Map.of();

  GoogleWatch(GoogleInventory inventory, MachineChanges changes, Pause pause) {
    this.inventory = inventory;
    this.changes = changes;
    this.pause = pause;
  }

  void start() {
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        try {
          look();
        } catch (RuntimeException away) {
          if (Thread.interrupted()) throw new InterruptedException();
          log.atWarn().setCause(away).log("Google cannot be asked for its machines");
        }
        pause.of(EVERY);
      }
    } catch (InterruptedException closing) {
      // the next start looks at all of them
    }
  }

  /** What is under way is news once it has arrived. */
  void look() {
    Map<String, HeldMachine> now = new HashMap<>();
    for (HeldMachine machine : all()) {
      HeldMachine known = before.get(machine.name().value());
      boolean isUnderWay = machine.power() == Power.UNDER_WAY;
      if (!isUnderWay && !isLike(machine, known)) tell(machine.runtime());
      now.put(machine.name().value(), isUnderWay && known != null ? known : machine);
    }
    before.forEach((name, machine) -> {
      if (!now.containsKey(name)) tell(machine.runtime());
    });
    before = now;
  }

  /** Where a project does not show its machines, they are as they were. */
  private List<HeldMachine> all() {
    List<HeldMachine> all = new ArrayList<>();
    for (String project : inventory.projects()) {
      try {
        all.addAll(inventory.machines(project));
      } catch (ComputeFailure away) {
        log.atWarn()
            .addKeyValue("project", project)
            .setCause(away)
            .log("A project of Google's does not show its machines");
        before.values().stream().filter(machine -> isIn(project, machine)).forEach(all::add);
      }
    }
    return all;
  }

  private boolean isIn(String project, HeldMachine machine) {
    return Objects.equals(machine.name().project(), inventory.named(project));
  }

  private static boolean isLike(HeldMachine machine, @Nullable HeldMachine known) {
    return known != null
        && known.power() == machine.power()
        && Objects.equals(known.ranSince(), machine.ranSince());
  }

  private void tell(@Nullable UUID runtime) {
    if (runtime != null) changes.changed(runtime);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
