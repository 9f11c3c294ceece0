package org.stipend.orchestrator.metering;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.usage.Quantity;
import org.stipend.orchestrator.catalog.Offer;

/**
 * Writes down what the cloud did, at the cloud's instants floored to the second. Inside the
 * caller's transaction; saying the same thing twice changes nothing, and facts may arrive late and
 * in any order.
 */
@Component
public final class Metering {

  private final Runs runs;
  private final Offer offer;
  private final Pools pools;

  public Metering(Runs runs, Offer offer, Pools pools) {
    this.runs = runs;
    this.offer = offer;
    this.pools = pools;
  }

  public void machineStarted(
      RuntimeId runtime, WorkspaceId workspace, String machineType, Instant startedAt) {
    List<Quantity> parts =
        offer
            .machineType(machineType)
            .orElseThrow(() -> new IllegalArgumentException("no machine type " + machineType))
            .parts();
    begin(new Runs.Start(runtime, workspace, machineType, parts, startedAt));
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
        runs.find(Runs.idOf(runtime, startedAt))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "runtime %s did not start at %s".formatted(runtime, startedAt)));
    pools.lock(run.pool());
    if (runs.markFailed(run)) {
      pools.closed(run.pool(), run.startedAt());
    }
  }

  public void diskCreated(
      DiskId disk, WorkspaceId workspace, String diskType, long gib, Instant createdAt) {
    Quantity size =
        offer
            .diskType(diskType)
            .orElseThrow(() -> new IllegalArgumentException("no disk type " + diskType))
            .ofGib(gib);
    begin(new Runs.Start(disk, workspace, diskType, List.of(size), createdAt));
  }

  public void diskDeleted(DiskId disk, Instant deletedAt) {
    end(disk, deletedAt, false);
  }

  private void begin(Runs.Start start) {
    ResearcherId pool = runs.poolOf(start.workspace());
    pools.lock(pool);
    runs.insert(start, pool).ifPresent(from -> pools.opened(pool, from));
  }

  private void end(ResourceId resource, Instant observed, boolean estimated) {
    Run known =
        runs.endingAt(resource, observed)
            .orElseThrow(() -> new IllegalArgumentException(resource + " never started"));
    pools.lock(known.pool());
    Run run = runs.find(known.id()).orElseThrow();
    Optional<Instant> stop = runs.stopOf(run, observed, estimated);
    if (stop.isPresent()) {
      runs.stop(run, stop.get(), estimated);
      changedFrom(run, stop.get()).ifPresent(since -> pools.closed(run.pool(), since));
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
