package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.books.End;
import org.stipend.orchestrator.disk.KeptUntil;
import org.stipend.orchestrator.payer.PayerView;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/**
 * A runtime as people see it.
 *
 * @param steps the timeline of the last launch, stop or delete, in order
 * @param zone where its machine and disk are or are to be; null where the provider has none
 * @param firstLaunch taken back now, nothing of it stays
 * @param delayed accepted, but the engine has not taken it up yet
 * @param stopReason why it is or will be off
 * @param runsUntil the machine's own end
 * @param end when it stops by itself, and why, while it runs; null: not in sight
 * @param allowed what the person who asks may do now
 */
record RuntimeView(
    UUID id,
    WorkspaceRef workspace,
    PersonRef owner,
    Tool tool,
    MachineView machineType,
    DiskRef disk,
    String provider,
    @Nullable String zone,
    Desired desired,
    RuntimeState state,
    Instant since,
    long generation,
    boolean firstLaunch,
    List<StepView> steps,
    boolean delayed,
    @Nullable StopReason stopReason,
    @Nullable FailureView failure,
    CostView cost,
    @Nullable Instant runsUntil,
    @Nullable End end,
    PayerView payer,
    String url,
    List<Action> allowed,
    Instant asOf) {

  /**
   * @param spot the provider may take it back
   */
  record MachineView(String id, String vcpus, String memoryGib, boolean spot) {}

  /**
   * @param kept up to when, if not for good; null: as long as nobody deletes it
   */
  record DiskRef(UUID id, String type, long sizeGib, @Nullable KeptUntil kept) {}

  /**
   * One step of the timeline.
   *
   * @param notes what happened in it, in words for people
   */
  record StepView(
      Steps.Name name,
      Progress state,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Instant deadline,
      @Nullable Long usualSeconds,
      int attempt,
      List<String> notes) {

    enum Progress {
      DONE,
      CURRENT,
      WAITING,
      FAILED
    }
  }

  /**
   * @param text in words for people
   */
  record StopReason(Cause code, String text) {}

  record FailureView(String code, String cause, String nextStep, String logTail, Instant at) {}

  /**
   * @param perHour now, everything of it that is charged, its disk included
   * @param run machine and disk since the machine started
   * @param lastRun while the machine is off: the run that ended this month, if one was charged
   */
  record CostView(
      Money perHour,
      @Nullable RunView run,
      @Nullable LastRunView lastRun,
      Money today,
      Money month,
      Money runningPerHour,
      Money stoppedPerDay,
      Money diskPerMonth) {}

  /** Goes on with {@code perHour} from {@code asOf}. */
  record RunView(
      Money amount, Money perHour, Instant asOf, Instant startedAt, Instant minimumUntil) {}

  /**
   * @param amount machine and disk, up to the minimum if it was shorter
   */
  record LastRunView(Money amount, Instant startedAt, Instant stoppedAt) {}

  enum Action {
    OPEN,
    STOP,
    START,
    CANCEL,
    DELETE
  }
}
