package org.stipend.orchestrator.books;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.Standing;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PayerTimelines;
import org.stipend.orchestrator.payer.WorkspacePayers;

/**
 * The billing accounts that take over when the credit ends. That they pay follows from the facts,
 * from the very second on and whoever looks when ({@code Metered.ready}); here the workspace is
 * bound to them, from that second on, so that a later grant does not take it back.
 */
@Component
final class Heirs {

  /** Accounts are looked at by the clock each hour, and minutes before they take over. */
  private static final Duration LOOKED_AT_WITHIN = Duration.ofMinutes(65);

  private static final Duration NOTHING_MUCH = Duration.ofSeconds(10);

  private final PayerTable table;
  private final PayerTimelines payers;
  private final ObjectProvider<Successions> successions; // billing stands above

  Heirs(PayerTable table, PayerTimelines payers, ObjectProvider<Successions> successions) {
    this.table = table;
    this.payers = payers;
    this.successions = successions;
  }

  /**
   * An end that comes nearer has the accounts looked at that take over there.
   *
   * @param before when it was foreseen; null: never
   * @param ends when it is now; null: never
   */
  void foresee(ResearcherId pool, @Nullable Instant before, @Nullable Instant ends, Instant now) {
    if (ends == null || ends.isBefore(now) || ends.isAfter(now.plus(LOOKED_AT_WITHIN))) {
      return;
    }
    if (before == null || before.isAfter(ends.plus(NOTHING_MUCH))) {
      payers.settledBy(pool).values().stream()
          .filter(bound -> bound.isOnCreditAt(now))
          .flatMap(bound -> bound.ready().at(now).stream())
          .map(Payer.LinkedAccount::account)
          .distinct()
          .sorted(comparing(BillingAccountId::value)) // never two in another order
          .forEach(account -> successions.ifAvailable(one -> one.takesOverSooner(account)));
    }
  }

  /**
   * Binds each workspace of a pool to the account that pays for it already.
   *
   * @param standing of the pool at {@code now}
   */
  void takeOver(ResearcherId pool, Standing standing, Instant now) {
    standing
        .ended()
        .ifPresent(ended ->
            payers.settledBy(pool).entrySet().stream()
                .sorted(comparing(one -> one.getKey().toString())) // never two in another order
                .forEach(one -> takeOver(one.getKey(), one.getValue(), ended, now)));
  }

  private void takeOver(WorkspaceId workspace, WorkspacePayers bound, Instant ended, Instant now) {
    if (bound.isOnCreditAt(now)) {
      bound
          .ready()
          .at(now)
          .ifPresent(heir ->
              bind(workspace, heir, later(ended, bound.ready().changedBy(now).orElse(ended))));
    }
  }

  /**
   * From the next second on: in the second itself the workspace is still one of those whose credit
   * ends, or the end would be another one.
   */
  private void bind(WorkspaceId workspace, Payer.LinkedAccount heir, Instant at) {
    table
        .successorOf(workspace)
        .ifPresent(chosen -> {
          table.takeOver(workspace, heir, chosen.by(), at);
          table.forgetSuccessor(workspace, at.plusSeconds(1));
          successions.ifAvailable(one -> one.tookOver(workspace, heir.account(), at));
        });
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
