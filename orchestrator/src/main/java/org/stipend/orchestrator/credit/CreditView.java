package org.stipend.orchestrator.credit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.books.End;

/**
 * A researcher's credit at an instant. Granted = spent + available + expired + revoked.
 *
 * @param unbooked signed: with what the statement says of the credit it makes what is available
 * @param burnPerHour what the credit loses now: the live balance is available minus this times what
 *     passed since {@code asOf}
 * @param endsAt the last second the credit can pay at this pace, or where it ended; null: not in
 *     sight
 * @param end when no credit is left at this pace, and why; null: not in sight, or over
 * @param machinesStopAt null when nothing would have to stop
 * @param grants in burn order
 * @param projection from now on, linear between two points
 * @param history up to now
 * @param grace while the platform pays the disks
 * @param restorable stopped by the end of the credit, and could start again now
 */
record CreditView(
    PersonRef researcher,
    Status status,
    Money granted,
    Money spent,
    Money expired,
    Money revoked,
    Money available,
    Money unbooked,
    Money burnPerHour,
    Instant asOf,
    @Nullable Instant endsAt,
    @Nullable End end,
    @Nullable Instant machinesStopAt,
    Level level,
    int runningMachines,
    Money disksPerDay,
    List<GrantView> grants,
    List<PointView> projection,
    List<PointView> history,
    List<SpenderView> spenders,
    @Nullable GraceView grace,
    List<RestorableView> restorable) {

  enum Status {
    ACTIVE,
    EXHAUSTED,
    EXPIRED,
    NONE
  }

  /** Amber under a day, red under an hour or ended. */
  enum Level {
    FINE,
    AMBER,
    RED
  }

  record PointView(Instant at, Money available) {}

  record SpenderView(WorkspaceRef workspace, PersonRef person, Money amount) {}

  record GraceView(Instant until, int days, Money spent, Money cap) {}

  record RestorableView(UUID id, WorkspaceRef workspace, Tool tool) {}
}
