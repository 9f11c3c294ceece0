package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.admission.Admission;
import org.stipend.orchestrator.admission.NewDisk;
import org.stipend.orchestrator.admission.Starter;
import org.stipend.orchestrator.disk.Disks;
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
  private final Lives lives;
  private final Disks disks;
  private final Offers offers;
  private final RuntimeMoney money;
  private final Access access;

  Runtimes(
      RuntimeTable table,
      Lives lives,
      Disks disks,
      Offers offers,
      RuntimeMoney money,
      Access access) {
    this.table = table;
    this.lives = lives;
    this.disks = disks;
    this.offers = offers;
    this.money = money;
    this.access = access;
  }

  /**
   * Around the transaction of a launch: waits for the pool that is to pay before a transaction is
   * begun. Who may not launch is refused inside it, and touches no pool.
   */
  <T> T inTurnOf(Caller caller, WorkspaceId workspace, Supplier<T> transaction) {
    return access.allows(caller, workspace, Right.LAUNCH)
        ? money.inTurnOf(workspace, transaction)
        : transaction.get();
  }

  /** Around the transaction of a start. */
  <T> T inTurnOf(Caller caller, RuntimeId runtime, Supplier<T> transaction) {
    Optional<RuntimeRow> seen = table.find(runtime);
    return seen.isEmpty()
        ? transaction.get()
        : inTurnOf(caller, new WorkspaceId(seen.get().workspace()), transaction);
  }

  /** The same again changes nothing; one of the same tool under another id is refused. */
  void launch(Caller caller, Launch launch, Instant now) {
    access.hold(caller, launch.workspace(), Right.LAUNCH);
    table.queueUp(caller.id(), launch.workspace().value(), launch.tool().name());
    if (isThere(caller, launch)) {
      return;
    }
    Offers.Site site = offers.check(launch, now);
    NewDisk fresh =
        launch.disk() instanceof Launch.DiskChoice.Fresh disk
            ? new NewDisk(disk.type(), disk.sizeGib())
            : null;
    ResearcherId pool = money.lockPoolOf(launch.workspace());
    admit(pool, new Starter(caller.id(), launch.workspace()), site.machine().name(), fresh, now);
    DiskId disk =
        switch (launch.disk()) {
          case Launch.DiskChoice.Fresh wanted ->
              disks.make(
                  caller,
                  launch.workspace(),
                  new Disks.Wanted(site.place(), site.zone(), wanted.type(), wanted.sizeGib()),
                  now);
          case Launch.DiskChoice.Existing kept ->
              disks.take(
                  caller,
                  new Disks.Kept(
                      new DiskId(kept.disk()), launch.workspace(), site.place(), launch.zone()),
                  now);
        };
    RuntimeRow.Asked asked =
        new RuntimeRow.Asked(
            launch.runtime().value(),
            launch.workspace().value(),
            caller.id(),
            site.place(),
            launch.tool().name(),
            site.machine().name(),
            disk.value(),
            fresh != null,
            now);
    lives.begin(Life.launched(asked, now), now);
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
            && row.machineType().equals(offers.nameOf(launch));
    return sameMachine
        && switch (launch.disk()) {
          case Launch.DiskChoice.Existing kept -> kept.disk().equals(row.disk());
          case Launch.DiskChoice.Fresh wanted ->
              row.asked().diskMade() && isLike(disks.held(new DiskId(row.disk())), wanted);
        };
  }

  private static boolean isLike(Disks.Held disk, Launch.DiskChoice.Fresh wanted) {
    return disk.type().equals(wanted.type()) && disk.sizeGib() == wanted.sizeGib();
  }

  void start(Caller caller, RuntimeId runtime, Instant now) {
    RuntimeRow seen = table.find(runtime).orElseThrow(Problem::notFound);
    if (!mayChange(caller, seen, Action.START)) {
      return;
    }
    access.hold(caller, new WorkspaceId(seen.workspace()), Right.LAUNCH);
    ResearcherId pool = money.lockPoolOf(seen);
    RuntimeRow row = lock(runtime);
    if (!mayChange(caller, row, Action.START)) {
      return;
    }
    Starter who = new Starter(row.owner(), new WorkspaceId(row.workspace()));
    admit(pool, who, row.machineType(), null, now);
    wish(row, new Happening.ToRun(Cause.PERSON), now);
  }

  void stop(Caller caller, RuntimeId runtime, Instant now) {
    RuntimeRow row = lock(runtime);
    if (mayChange(caller, row, Action.STOP)) {
      wish(row, new Happening.ToStop(Cause.PERSON), now);
    }
  }

  /** Takes back what is under way. */
  void cancel(Caller caller, RuntimeId runtime, Instant now) {
    table
        .find(runtime)
        .ifPresent(seen -> table.queueUp(seen.owner(), seen.workspace(), seen.tool()));
    RuntimeRow row = lock(runtime);
    if (mayChange(caller, row, Action.CANCEL)) {
      wish(row, new Happening.TakenBack(Cause.PERSON), now);
    }
  }

  /** The disk stays. */
  void delete(Caller caller, RuntimeId runtime, Instant now) {
    RuntimeRow row = lock(runtime);
    if (mayChange(caller, row, Action.DELETE)) {
      wish(row, new Happening.ToDelete(Cause.PERSON), now);
    }
  }

  /** Also while it is being deleted; what is gone already has left its disk to be deleted alone. */
  void deleteWithDisk(Caller caller, RuntimeId runtime, Instant now) {
    RuntimeRow row = lock(runtime);
    boolean isLive = mayChange(caller, row, Action.DELETE);
    if (!isLive && row.state() == RuntimeState.DELETED) {
      refuseKept(row);
    }
    wish(row, new Happening.ToDeleteWithDisk(Cause.PERSON), now);
  }

  private void refuseKept(RuntimeRow row) {
    if (disks.held(new DiskId(row.disk())).kept()) {
      throw Problem.conflict(
              "RUNTIME_DELETED",
              "This runtime is gone already, and its disk was kept.",
              "Delete the disk itself: DELETE /api/disks/%s.".formatted(row.disk()))
          .with("disk", row.disk().toString());
    }
  }

  private void wish(RuntimeRow row, Happening.Wished wish, Instant now) {
    lives.goOn(row, Life.after(row, wish, now), now);
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
      case READS_ONLY -> throw access.refusal(caller, workspace, Right.LAUNCH);
      case NOT_SEEN, NOT_YOURS, NOT_OPEN, DELETED, NOTHING_UNDER_WAY -> throw Refusals.of(answer);
    };
  }

  private void admit(
      ResearcherId pool, Starter who, String machineType, @Nullable NewDisk disk, Instant now) {
    switch (money.admit(pool, who, machineType, disk, now)) {
      case Admission.Admitted _ -> {}
      case Admission.Unfunded no ->
          throw Problem.forbidden(no.code(), no.detail(), no.nextStep())
              .with("needed", no.needed())
              .with("left", no.left());
      case Admission.Inactive _ ->
          throw Problem.forbidden(
              Admission.Inactive.CODE, Admission.Inactive.DETAIL, Admission.Inactive.NEXT_STEP);
    }
  }
}
