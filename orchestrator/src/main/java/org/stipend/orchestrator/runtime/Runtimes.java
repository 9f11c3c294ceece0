package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.disk.Disks;
import org.stipend.orchestrator.funding.Admission;
import org.stipend.orchestrator.funding.Admissions;
import org.stipend.orchestrator.funding.NewDisk;
import org.stipend.orchestrator.funding.PoolLocks;
import org.stipend.orchestrator.runtime.RuntimeView.Action;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;
import org.stipend.orchestrator.web.Problem;

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

  /** The same again changes nothing; one of the same tool under another id is refused. */
  void launch(Caller caller, Launch launch, Instant now) {
    access.require(caller, launch.workspace(), Right.LAUNCH);
    table.queueUp(caller.id(), launch.workspace().value(), launch.tool().name());
    if (isThere(caller, launch)) {
      return;
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
  }

  private boolean isThere(Caller caller, Launch launch) {
    RuntimeRow named = table.find(launch.runtime()).orElse(null);
    if (named == null) {
      table
          .findLive(caller.id(), launch.workspace().value(), launch.tool().name())
          .ifPresent(other -> {
            throw Refusals.exists(other);
          });
      return false;
    }
    if (!named.owner().equals(caller.id())) {
      throw Problem.notFound();
    }
    if (named.desired() == Desired.DELETED) {
      throw Refusals.deleted("This runtime has been deleted.");
    }
    if (!isSame(named, launch)) {
      throw Refusals.exists(named);
    }
    return true;
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
    RuntimeRow row = lock(runtime);
    if (!mayChange(caller, row, Action.START)) {
      return;
    }
    admit(new WorkspaceId(row.workspace()), row.machineType(), null, now);
    table.want(row, Desired.RUNNING, RuntimeState.STARTING, "PERSON", now);
    steps.begin(row.id(), Steps.Name.RESERVE, now);
    steps.finish(row.id(), now);
    disks.used(new DiskId(row.disk()), now);
  }

  void stop(Caller caller, RuntimeId runtime, Instant now) {
    RuntimeRow row = lock(runtime);
    if (mayChange(caller, row, Action.STOP)) {
      table.want(row, Desired.STOPPED, RuntimeState.STOPPING, "PERSON", now);
      steps.begin(row.id(), Steps.Name.STOP, now);
    }
  }

  /** Takes back what is under way: a first launch goes without trace, all else ends stopped. */
  void cancel(Caller caller, RuntimeId runtime, Instant now) {
    table
        .find(runtime)
        .ifPresent(seen -> table.queueUp(seen.owner(), seen.workspace(), seen.tool()));
    RuntimeRow row = lock(runtime);
    mayChange(caller, row, Action.CANCEL);
    if (row.state() == RuntimeState.STARTING && row.wish() == 1) {
      table.wantDeleted(row, row.diskMade(), now);
      steps.begin(row.id(), Steps.Name.DELETE_VM, now);
      return;
    }
    table.want(row, Desired.STOPPED, RuntimeState.STOPPING, "PERSON", now);
    steps.begin(row.id(), Steps.Name.STOP, now);
  }

  void delete(Caller caller, RuntimeId runtime, boolean dropDisk, Instant now) {
    RuntimeRow row = lock(runtime);
    if (mayChange(caller, row, Action.DELETE)) {
      table.wantDeleted(row, dropDisk, now);
      steps.begin(row.id(), Steps.Name.DELETE_VM, now);
    } else if (dropDisk) {
      dropDiskToo(row);
    }
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

  private RuntimeRow lock(RuntimeId runtime) {
    return table.lock(runtime).orElseThrow(Problem::notFound);
  }

  /** Refuses what is not allowed; false where it is so already. */
  private boolean mayChange(Caller caller, RuntimeRow row, Action action) {
    WorkspaceId workspace = new WorkspaceId(row.workspace());
    RuntimeRow newer = table.findNewer(row).orElse(null);
    Allowed.Answer answer =
        new Allowed(caller, access.rights(caller, workspace), row, newer != null).may(action);
    return switch (answer) {
      case YES -> true;
      case IS_SO_ALREADY -> false;
      case REPLACED -> throw Refusals.replaced(Objects.requireNonNull(newer));
      case NOT_SEEN, NOT_YOURS, READS_ONLY, NOT_OPEN, DELETED, NOTHING_UNDER_WAY ->
          throw Refusals.of(answer);
    };
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
