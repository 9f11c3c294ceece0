package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Tool;
import org.stipend.cost.DiskId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.funding.Admission;
import org.stipend.orchestrator.funding.Admissions;
import org.stipend.orchestrator.funding.NewDisk;
import org.stipend.orchestrator.funding.PoolLocks;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.MachinePhase;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.ToolNames;

/**
 * What people may wish for a runtime. The newest wish wins, a repeated one changes nothing, and
 * every state can be left. All methods run inside the caller's database transaction.
 */
@Component
final class Runtimes {

  private final RuntimeTable table;
  private final Steps steps;
  private final Disks disks;
  private final Offers offers;
  private final Admissions admissions;
  private final PoolLocks pools;
  private final Access access;

  Runtimes(
      RuntimeTable table,
      Steps steps,
      Disks disks,
      Offers offers,
      Admissions admissions,
      PoolLocks pools,
      Access access) {
    this.table = table;
    this.steps = steps;
    this.disks = disks;
    this.offers = offers;
    this.admissions = admissions;
    this.pools = pools;
    this.access = access;
  }

  /** Answers the runtime that has what was asked for: a new one, or the one that was there. */
  RuntimeId launch(Caller caller, Launch launch, Instant now) {
    access.require(caller, launch.workspace(), Right.LAUNCH);
    table.queueUp(caller.id(), launch.workspace().value(), launch.tool().name());
    RuntimeId existing = findSame(caller, launch);
    if (existing != null) {
      return existing;
    }
    String provider = offers.check(launch);
    NewDisk fresh =
        launch.disk() instanceof Launch.DiskChoice.Fresh disk
            ? new NewDisk(disk.type(), disk.sizeGib())
            : null;
    admit(launch.workspace(), launch.machineType(), fresh, now);
    DiskId disk =
        switch (launch.disk()) {
          case Launch.DiskChoice.Fresh wanted ->
              disks.make(caller, launch.workspace(), wanted.type(), wanted.sizeGib(), now);
          case Launch.DiskChoice.Existing kept ->
              disks.take(caller, launch.workspace(), new DiskId(kept.disk()), now);
        };
    table.insert(caller.id(), provider, launch, disk.value(), fresh != null, now);
    UUID runtime = launch.runtime().value();
    steps.begin(runtime, Steps.Name.RESERVE, now);
    if (fresh == null) {
      steps.finish(runtime, now);
    } else {
      steps.begin(runtime, Steps.Name.DISK, now);
    }
    return launch.runtime();
  }

  private @Nullable RuntimeId findSame(Caller caller, Launch launch) {
    RuntimeRow named = table.find(launch.runtime()).orElse(null);
    if (named != null && !named.owner().equals(caller.id())) {
      throw Problem.notFound();
    }
    RuntimeRow live = named != null ? named : findLive(caller, launch);
    if (live == null) {
      return null;
    }
    if (live.desired() == Desired.DELETED) {
      throw Problem.conflict(
          "RUNTIME_DELETED",
          "This runtime has been deleted.",
          "Launch a new one; a disk that was kept can be used again.");
    }
    if (!isSame(live, launch)) {
      throw Problem.conflict(
              "RUNTIME_EXISTS",
              "You already have a %s runtime in this workspace."
                  .formatted(ToolNames.inWords(launch.tool())),
              "Open it, or delete it first; its disk can be kept.")
          .with("runtime", live.id().toString());
    }
    return new RuntimeId(live.id());
  }

  private @Nullable RuntimeRow findLive(Caller caller, Launch launch) {
    return table
        .findLive(caller.id(), launch.workspace().value(), launch.tool().name())
        .orElse(null);
  }

  private boolean isSame(RuntimeRow row, Launch launch) {
    boolean sameMachine =
        row.workspace().equals(launch.workspace().value())
            && row.tool().equals(launch.tool().name())
            && row.machineType().equals(launch.machineType());
    return sameMachine
        && switch (launch.disk()) {
          case Launch.DiskChoice.Existing kept -> kept.disk().equals(row.disk());
          case Launch.DiskChoice.Fresh wanted ->
              row.diskMade() && isLike(disks.held(new DiskId(row.disk())), wanted);
        };
  }

  private static boolean isLike(Disks.Held disk, Launch.DiskChoice.Fresh wanted) {
    return disk.type().equals(wanted.type()) && disk.sizeGib() == wanted.sizeGib();
  }

  void start(Caller caller, RuntimeId runtime, Instant now) {
    pools.lockPoolOf(runtime);
    RuntimeRow row = own(caller, runtime);
    if (row.desired() == Desired.RUNNING) {
      return;
    }
    refuseDeleted(row);
    admit(new WorkspaceId(row.workspace()), row.machineType(), null, now);
    table.want(row, Desired.RUNNING, RuntimeState.STARTING, "PERSON", now);
    steps.begin(row.id(), Steps.Name.RESERVE, now);
    steps.finish(row.id(), now);
    disks.used(new DiskId(row.disk()), now);
  }

  void stop(Caller caller, RuntimeId runtime, Instant now) {
    RuntimeRow row = visible(caller, runtime);
    if (!mayStop(caller, row)) {
      throw notYours();
    }
    if (row.desired() == Desired.RUNNING) {
      table.want(row, Desired.STOPPED, RuntimeState.STOPPING, "PERSON", now);
      steps.begin(row.id(), Steps.Name.STOP, now);
    }
  }

  /** Takes back what is under way: a first launch goes without trace, all else ends stopped. */
  void cancel(Caller caller, RuntimeId runtime, Instant now) {
    table
        .find(runtime)
        .ifPresent(seen -> table.queueUp(seen.owner(), seen.workspace(), seen.tool()));
    RuntimeRow row = own(caller, runtime);
    if (row.state() == RuntimeState.STARTING && row.wish() == 1) {
      table.wantDeleted(row, row.diskMade(), now);
      steps.begin(row.id(), Steps.Name.DELETE_VM, now);
      return;
    }
    boolean deleteCanBeTakenBack =
        row.state() == RuntimeState.DELETING && row.machine() != MachinePhase.NONE;
    if (row.state() != RuntimeState.STARTING && !deleteCanBeTakenBack) {
      throw Problem.conflict(
          "NOTHING_TO_CANCEL",
          "Nothing is under way that could be taken back.",
          "Look at the runtime again: it may have finished meanwhile.");
    }
    if (deleteCanBeTakenBack) {
      refuseWhereReplaced(row);
    }
    table.want(row, Desired.STOPPED, RuntimeState.STOPPING, "PERSON", now);
    steps.begin(row.id(), Steps.Name.STOP, now);
  }

  private void refuseWhereReplaced(RuntimeRow row) {
    table
        .findLive(row.owner(), row.workspace(), row.tool())
        .ifPresent(newer -> {
          throw Problem.conflict(
                  "RUNTIME_EXISTS",
                  "A newer %s runtime has taken its place."
                      .formatted(ToolNames.inWords(Tool.valueOf(row.tool()))),
                  "Use the newer one, or delete it before you take this deletion back.")
              .with("runtime", newer.id().toString());
        });
  }

  void delete(Caller caller, RuntimeId runtime, boolean dropDisk, Instant now) {
    RuntimeRow row = own(caller, runtime);
    if (row.desired() == Desired.DELETED) {
      if (dropDisk) {
        dropDiskToo(row);
      }
      return;
    }
    table.wantDeleted(row, dropDisk, now);
    steps.begin(row.id(), Steps.Name.DELETE_VM, now);
  }

  private void dropDiskToo(RuntimeRow row) {
    if (row.state() != RuntimeState.DELETED) {
      table.dropDiskToo(row);
    } else if (disks.held(new DiskId(row.disk())).kept()) {
      throw Problem.conflict(
              "RUNTIME_DELETED",
              "This runtime is gone already, and its disk was kept.",
              "Delete the disk itself: DELETE /api/disks/%s.".formatted(row.disk()))
          .with("disk", row.disk().toString());
    }
  }

  /** Locks the row; what one may not see does not exist. */
  private RuntimeRow visible(Caller caller, RuntimeId runtime) {
    RuntimeRow row = table.lock(runtime).orElseThrow(Problem::notFound);
    access.require(caller, new WorkspaceId(row.workspace()), Right.VIEW);
    return row;
  }

  private RuntimeRow own(Caller caller, RuntimeId runtime) {
    RuntimeRow row = visible(caller, runtime);
    if (!row.owner().equals(caller.id())) {
      throw notYours();
    }
    access.require(caller, new WorkspaceId(row.workspace()), Right.LAUNCH);
    return row;
  }

  private boolean mayStop(Caller caller, RuntimeRow row) {
    return row.owner().equals(caller.id())
        || caller.has(Role.ADMIN)
        || caller.has(Role.OPERATOR)
        || access.allows(caller, new WorkspaceId(row.workspace()), Right.OWN);
  }

  private static Problem notYours() {
    return Problem.forbidden(
        "FORBIDDEN",
        "This runtime belongs to somebody else.",
        "Ask its owner, or launch one of your own.");
  }

  private static void refuseDeleted(RuntimeRow row) {
    if (row.desired() == Desired.DELETED) {
      throw Problem.conflict(
          "RUNTIME_DELETED",
          "This runtime is being deleted or is gone.",
          "Launch a new one; a disk that was kept can be used again.");
    }
  }

  private void admit(
      WorkspaceId workspace, String machineType, @Nullable NewDisk disk, Instant now) {
    switch (admissions.decide(workspace, machineType, disk, now)) {
      case Admission.Admitted _ -> {}
      case Admission.Unfunded no ->
          throw Problem.forbidden(no.code(), no.detail(), no.nextStep())
              .with("needed", no.needed())
              .with("left", no.left());
    }
  }
}
