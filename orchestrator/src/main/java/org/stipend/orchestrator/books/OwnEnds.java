package org.stipend.orchestrator.books;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stipend.cloud.machine.LimitMachine;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.OwnEnd;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.books.CreditMachines.Running;
import org.stipend.orchestrator.books.workflow.EndToMove;
import org.stipend.orchestrator.payer.PayerTimelines;

/**
 * The machines that a pool settles, and the ends at which they switch themselves off ({@link
 * OwnEnd}): these follow the end of the credit that pays for them, so that a machine ends in time
 * whoever is dead.
 */
@Component
final class OwnEnds {

  /** So many calls at once; those left over follow at once. */
  private static final int AT_ONCE = 100;

  private final PayerTimelines payers;
  private final ObjectProvider<CreditMachines> machines; // runtimes stand above

  OwnEnds(PayerTimelines payers, ObjectProvider<CreditMachines> machines) {
    this.payers = payers;
    this.machines = machines;
  }

  /** When the next one has to be moved. Changes are collected until the second is full. */
  Optional<Instant> dueAt(ResearcherId pool, @Nullable Instant creditEnd, Instant now) {
    return ends(pool, creditEnd, now).stream()
        .flatMap(end -> end.toBeMovedAt().stream())
        .min(Instant::compareTo)
        .map(due -> later(due, fullSecond(now)));
  }

  /** What has to be moved by now. */
  List<EndToMove> due(PoolRow pool, Instant now) {
    return ends(pool.owner(), pool.endsAt(), now).stream()
        .filter(end -> end.toBeMovedAt().filter(at -> !at.isAfter(now)).isPresent())
        .limit(AT_ONCE)
        .map(end -> end.call(pool.epoch()))
        .toList();
  }

  /** What no credit ends runs as long as any machine may. */
  private List<WantedEnd> ends(ResearcherId pool, @Nullable Instant creditEnd, Instant now) {
    Map<Boolean, Set<WorkspaceId>> endsWithCredit =
        payers.settledBy(pool).entrySet().stream()
            .collect(
                partitioningBy(
                    bound -> bound.getValue().endsWithCreditAt(now),
                    mapping(Map.Entry::getKey, toSet())));
    return Stream.concat(
            ends(requireNonNull(endsWithCredit.get(true)), creditEnd),
            ends(requireNonNull(endsWithCredit.get(false)), null))
        .toList();
  }

  private Stream<WantedEnd> ends(Set<WorkspaceId> workspaces, @Nullable Instant creditEnd) {
    return machines.getObject().running(workspaces).stream()
        .map(machine -> new WantedEnd(machine, wanted(machine, creditEnd)));
  }

  private static Instant wanted(Running machine, @Nullable Instant creditEnd) {
    Instant wanted = OwnEnd.of(machine.startedAt(), creditEnd);
    Instant latest = machine.endsAtLatest();
    return latest == null || wanted.isBefore(latest) ? wanted : latest;
  }

  /** Where the own end of a machine belongs. */
  private record WantedEnd(Running machine, Instant at) {

    Optional<Instant> toBeMovedAt() {
      return OwnEnd.toBeMovedAt(machine.runsUntil(), at);
    }

    EndToMove call(long epoch) {
      return new EndToMove(
          machine.taskQueue(), new LimitMachine(machine.fence(), machine.name(), at, epoch));
    }
  }

  private static Instant fullSecond(Instant now) {
    Instant second = Interval.floor(now);
    return second.equals(now) ? now : second.plusSeconds(1);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
