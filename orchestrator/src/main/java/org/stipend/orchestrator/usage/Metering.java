package org.stipend.orchestrator.usage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.usage.Quantity;
import org.stipend.orchestrator.catalog.Offer;
import org.stipend.orchestrator.payer.PoolLocks;

/**
 * Writes down what the cloud did, at the cloud's instants floored to the second. Inside the
 * caller's transaction; saying the same thing twice changes nothing, and facts may arrive late and
 * in any order.
 */
@Component
public final class Metering {

  private final RunTable runs;
  private final Offer offer;
  private final PoolLocks locks;
  private final Pools pools;

  Metering(RunTable runs, Offer offer, PoolLocks locks, Pools pools) {
    this.runs = runs;
    this.offer = offer;
    this.locks = locks;
    this.pools = pools;
  }

  /** A runtime's machine: what is frozen on each of its runs. */
  public record Machine(
      RuntimeId runtime, WorkspaceId workspace, UUID person, String tool, String type) {}

  /** A disk, from its creation on. */
  public record Disk(DiskId disk, WorkspaceId workspace, UUID person, String type, long gib) {}

  public void machineStarted(Machine machine, Instant startedAt) {
    List<Quantity> parts =
        offer
            .machineType(machine.type())
            .orElseThrow(() -> new IllegalArgumentException("no machine type " + machine.type()))
            .parts();
    begin(
        new RunTable.Start(
            machine.runtime(),
            machine.workspace(),
            machine.person(),
            machine.tool(),
            machine.type(),
            parts,
            startedAt));
  }

  /**
   * @param estimated the last proof of life, not the cloud's word; a later call with the exact
   *     instant corrects it
   */
  public void machineStopped(RuntimeId runtime, Instant stoppedAt, boolean estimated) {
    end(runtime, stoppedAt, estimated);
  }

  /** After {@link #machineStopped}: the platform pays the machine of that run, from its start. */
  public void launchFailed(RuntimeId runtime, Instant startedAt) {
    Run run =
        runs.find(RunTable.idOf(runtime, startedAt))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "runtime %s did not start at %s".formatted(runtime, startedAt)));
    locks.lock(run.pool());
    if (runs.markFailed(run)) {
      pools.changed(run.pool(), run.startedAt());
    }
  }

  public void diskCreated(Disk disk, Instant createdAt) {
    Quantity size =
        offer
            .diskType(disk.type())
            .orElseThrow(() -> new IllegalArgumentException("no disk type " + disk.type()))
            .ofGib(disk.gib());
    begin(
        new RunTable.Start(
            disk.disk(),
            disk.workspace(),
            disk.person(),
            null,
            disk.type(),
            List.of(size),
            createdAt));
  }

  public void diskDeleted(DiskId disk, Instant deletedAt) {
    end(disk, deletedAt, false);
  }

  private void begin(RunTable.Start start) {
    ResearcherId pool = locks.lockPoolOf(start.workspace());
    runs.insert(start, pool).ifPresent(from -> pools.began(pool, from));
  }

  private void end(ResourceId resource, Instant observed, boolean estimated) {
    Run known =
        runs.endingAt(resource, observed)
            .orElseThrow(() -> new IllegalArgumentException(resource + " never started"));
    locks.lock(known.pool());
    Run run = runs.find(known.id()).orElseThrow();
    Optional<Instant> stop = runs.stopOf(run, observed, estimated);
    if (stop.isPresent()) {
      runs.stop(run, stop.get(), estimated);
      changedFrom(run, stop.get()).ifPresent(since -> pools.changed(run.pool(), since));
    }
  }

  /** What was known of the run holds up to here; empty when only the estimate was confirmed. */
  private static Optional<Instant> changedFrom(Run run, Instant stop) {
    Instant before = run.stoppedAt();
    if (stop.equals(before)) {
      return Optional.empty();
    }
    return Optional.of(before == null || before.isAfter(stop) ? stop : before);
  }
}
