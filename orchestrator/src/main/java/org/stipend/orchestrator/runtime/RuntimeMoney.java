package org.stipend.orchestrator.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.admission.Admission;
import org.stipend.orchestrator.admission.Admissions;
import org.stipend.orchestrator.admission.Caps;
import org.stipend.orchestrator.admission.NewDisk;
import org.stipend.orchestrator.admission.Starter;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PoolLocks;
import org.stipend.orchestrator.payer.PoolTurns;
import org.stipend.orchestrator.usage.MachineFact;
import org.stipend.orchestrator.usage.Metering;

/**
 * All that a runtime's life has to do with money: what it asks for and what it tells, at one door.
 */
@Component
final class RuntimeMoney {

  private static final Logger log = LoggerFactory.getLogger(RuntimeMoney.class);

  private final PoolTurns turns;
  private final PoolLocks pools;
  private final PayerTable payers;
  private final Admissions admissions;
  private final Caps caps;
  private final Metering metering;

  RuntimeMoney(
      PoolTurns turns,
      PoolLocks pools,
      PayerTable payers,
      Admissions admissions,
      Caps caps,
      Metering metering) {
    this.turns = turns;
    this.pools = pools;
    this.payers = payers;
    this.admissions = admissions;
    this.caps = caps;
    this.metering = metering;
  }

  /** Around the transaction of somebody who starts something in a workspace. */
  <T> T inTurnOf(WorkspaceId workspace, Supplier<T> transaction) {
    return turns.ofPerson(payers.poolOf(workspace), transaction);
  }

  /** Around the transaction of a report. */
  void inTurnOf(RuntimeRow seen, Runnable transaction) {
    turns.ofReport(payers.poolOf(new WorkspaceId(seen.workspace())), transaction);
  }

  /** Before the runtime's own row: two transactions never wait for each other then. */
  ResearcherId lockPoolOf(RuntimeRow seen) {
    return lockPoolOf(new WorkspaceId(seen.workspace()));
  }

  ResearcherId lockPoolOf(WorkspaceId workspace) {
    return pools.lockPoolOf(workspace);
  }

  /**
   * @param pool locked
   */
  Admission admit(
      ResearcherId pool, Starter who, String machineType, @Nullable NewDisk disk, Instant now) {
    Admission admission = admissions.decide(pool, who.workspace(), machineType, disk, now);
    return admission instanceof Admission.Admitted
        ? caps.refusal(pool, who, machineType, disk, now).<Admission>map(no -> no).orElse(admission)
        : admission;
  }

  /**
   * The dead-man switch of a machine that is about to start.
   *
   * @param pool locked
   */
  Duration runLimit(ResearcherId pool, RuntimeRow row, Instant now) {
    return admissions.runLimit(
        pool, new WorkspaceId(row.workspace()), new RuntimeId(row.id()), row.machineType(), now);
  }

  /**
   * Tells the meter all that a report says, once and in order; then asks, as it is now, whether
   * somebody pays for another run, where there is to be one.
   *
   * @param pool locked
   * @param seen written already: what the pool is told, it finds
   * @return what the credit answers, if it was asked
   */
  Optional<Happening> metered(ResearcherId pool, Consequence seen, Instant now) {
    meter(pool, seen.row(), seen.metered());
    return seen.goesOnIfPaid() ? Optional.of(judge(pool, seen.row(), now)) : Optional.empty();
  }

  private void meter(ResearcherId pool, RuntimeRow row, List<MachineFact> facts) {
    metering.machine(
        pool,
        new Metering.Machine(
            new RuntimeId(row.id()),
            new WorkspaceId(row.workspace()),
            row.owner(),
            row.tool(),
            row.machineType()),
        facts);
    facts.forEach(fact ->
        log.atInfo()
            .addKeyValue("runtime", row.id())
            .addKeyValue("fact", fact)
            .log("Machine metered"));
  }

  /** Whether somebody pays for another run of it. */
  private Happening judge(ResearcherId pool, RuntimeRow row, Instant now) {
    Admission again =
        admissions.decideAgain(
            pool,
            new WorkspaceId(row.workspace()),
            new RuntimeId(row.id()),
            row.machineType(),
            now);
    return switch (again) {
      case Admission.Admitted _ -> new Happening.Paid();
      case Admission.Unfunded _ -> new Happening.Unpaid(Cause.CREDIT);
      case Admission.Inactive _ -> new Happening.Unpaid(Cause.PAYER);
    };
  }
}
