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

/**
 * Writes down what the cloud did, at the cloud's instants floored to the second. Inside the
 * caller's transaction, which has locked the pool; saying the same thing twice changes nothing, and
 * facts may arrive late and in any order.
 */
@Component
public final class Metering {

  private final RunTable runs;
  private final Offer offer;
  private final Pools pools;

  Metering(RunTable runs, Offer offer, Pools pools) {
    this.runs = runs;
    this.offer = offer;
    this.pools = pools;
  }

  /** A runtime's machine: what is frozen on each of its runs. */
  public record Machine(
      RuntimeId runtime, WorkspaceId workspace, UUID person, String tool, String type) {}

  /** A disk, from its creation on. */
  public record Disk(DiskId disk, WorkspaceId workspace, UUID person, String type, long gib) {}

  /** All that is news of a machine, in order; the books hear of it once. */
  public void machine(ResearcherId pool, Machine machine, List<MachineFact> facts) {
    boolean begins = facts.stream().anyMatch(fact -> fact instanceof MachineFact.Started);
    facts.stream()
        .flatMap(fact -> take(pool, machine, fact).stream())
        .min(Instant::compareTo)
        .ifPresent(since -> tell(pool, since, begins));
  }

  private void tell(ResearcherId pool, Instant since, boolean begins) {
    if (begins) {
      pools.began(pool, since);
    } else {
      pools.changed(pool, since);
    }
  }

  /** The instant from which something is other than was known; empty when nothing is. */
  private Optional<Instant> take(ResearcherId pool, Machine machine, MachineFact fact) {
    return switch (fact) {
      case MachineFact.Started started -> runs.insert(start(machine, started.at()), pool);
      case MachineFact.Stopped stopped -> end(machine.runtime(), stopped.at(), stopped.estimated());
      case MachineFact.LaunchFailed failed -> failed(machine.runtime(), failed.startedAt());
    };
  }

  private RunTable.Start start(Machine machine, Instant startedAt) {
    List<Quantity> parts =
        offer
            .machineType(machine.type())
            .orElseThrow(() -> new IllegalArgumentException("no machine type " + machine.type()))
            .parts();
    return new RunTable.Start(
        machine.runtime(),
        machine.workspace(),
        machine.person(),
        machine.tool(),
        machine.type(),
        parts,
        startedAt);
  }

  private Optional<Instant> failed(RuntimeId runtime, Instant startedAt) {
    Run run =
        runs.find(RunTable.idOf(runtime, startedAt))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "runtime %s did not start at %s".formatted(runtime, startedAt)));
    return runs.markFailed(run) ? Optional.of(run.startedAt()) : Optional.empty();
  }

  public void diskCreated(ResearcherId pool, Disk disk, Instant createdAt) {
    Quantity size =
        offer
            .diskType(disk.type())
            .orElseThrow(() -> new IllegalArgumentException("no disk type " + disk.type()))
            .ofGib(disk.gib());
    var start =
        new RunTable.Start(
            disk.disk(),
            disk.workspace(),
            disk.person(),
            null,
            disk.type(),
            List.of(size),
            createdAt);
    runs.insert(start, pool).ifPresent(from -> pools.began(pool, from));
  }

  public void diskDeleted(ResearcherId pool, DiskId disk, Instant deletedAt) {
    end(disk, deletedAt, false).ifPresent(since -> pools.changed(pool, since));
  }

  private Optional<Instant> end(ResourceId resource, Instant observed, boolean estimated) {
    Run run =
        runs.endingAt(resource, observed)
            .orElseThrow(() -> new IllegalArgumentException(resource + " never started"));
    Optional<Instant> stop = runs.stopOf(run, observed, estimated);
    stop.ifPresent(at -> runs.stop(run, at, estimated));
    return stop.flatMap(at -> changedFrom(run, at));
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
