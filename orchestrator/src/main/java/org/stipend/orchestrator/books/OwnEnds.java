package org.stipend.orchestrator.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.OwnEnd;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.books.CreditMachines.Running;
import org.stipend.orchestrator.books.workflow.EndToMove;
import org.stipend.orchestrator.payer.PayerTable;

/**
 * The machines on a pool's credit, and the ends at which they switch themselves off ({@link
 * OwnEnd}): these follow the end of the credit, so that a machine ends in time whoever is dead.
 */
@Component
final class OwnEnds {

  /** So many calls at once; those left over follow at once. */
  private static final int AT_ONCE = 100;

  private final PayerTable payers;
  private final ObjectProvider<CreditMachines> machines; // runtimes stand above

  OwnEnds(PayerTable payers, ObjectProvider<CreditMachines> machines) {
    this.payers = payers;
    this.machines = machines;
  }

  /** When the next one has to be moved. Changes are collected until the second is full. */
  Optional<Instant> dueAt(ResearcherId pool, @Nullable Instant creditEnd, Instant now) {
    return running(pool, now).stream()
        .flatMap(machine -> dueAt(machine, creditEnd).stream())
        .min(Instant::compareTo)
        .map(due -> later(due, fullSecond(now)));
  }

  /** What has to be moved by now. */
  List<EndToMove> due(PoolRow pool, Instant now) {
    return running(pool.owner(), now).stream()
        .filter(machine -> dueAt(machine, pool.endsAt()).filter(at -> !at.isAfter(now)).isPresent())
        .limit(AT_ONCE)
        .map(machine -> call(machine, pool))
        .toList();
  }

  private List<Running> running(ResearcherId pool, Instant now) {
    return machines.getObject().running(payers.onCredit(pool, now));
  }

  private static Optional<Instant> dueAt(Running machine, @Nullable Instant creditEnd) {
    return OwnEnd.toBeMovedAt(machine.runsUntil(), OwnEnd.of(machine.startedAt(), creditEnd));
  }

  private static EndToMove call(Running machine, PoolRow pool) {
    return new EndToMove(
        machine.taskQueue(),
        new LimitMachine(
            machine.fence(),
            machine.name(),
            OwnEnd.of(machine.startedAt(), pool.endsAt()),
            pool.epoch()));
  }

  private static Instant fullSecond(Instant now) {
    Instant second = Interval.floor(now);
    return second.equals(now) ? now : second.plusSeconds(1);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
