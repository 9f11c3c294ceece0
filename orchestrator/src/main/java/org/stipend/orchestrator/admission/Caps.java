package org.stipend.orchestrator.admission;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.UseId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.books.Draft;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Proposal;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Shares;
import org.stipend.orchestrator.payer.PayerTable;

/**
 * Whether what a member may spend of the credit that pays for a workspace carries another start:
 * what they spent there, the first minute and the time a stop takes of all of theirs that runs or
 * is admitted, and the newcomer's. Asked at admission only: what runs goes on.
 */
@Component
public final class Caps {

  private final JdbcClient jdbc;
  private final PayerTable payers;
  private final PoolBooks books;
  private final Shares shares;
  private final Admissions admissions;
  private final ObjectProvider<UnderWay> underWay; // runtimes stand above

  Caps(
      JdbcClient jdbc,
      PayerTable payers,
      PoolBooks books,
      Shares shares,
      Admissions admissions,
      ObjectProvider<UnderWay> underWay) {
    this.jdbc = jdbc;
    this.payers = payers;
    this.books = books;
    this.shares = shares;
    this.admissions = admissions;
    this.underWay = underWay;
  }

  /**
   * What a capped member stands at.
   *
   * @param refusal empty: it may start
   */
  record Judged(Money cap, Money spent, Optional<Admission.Unfunded> refusal) {}

  /**
   * @param pool locked by the caller
   * @return empty: it may start, as far as a cap is concerned
   */
  public Optional<Admission.Unfunded> refusal(
      ResearcherId pool,
      Starter who,
      @Nullable String machineType,
      @Nullable NewDisk newDisk,
      Instant now) {
    Proposal newcomer = admissions.proposal(machineType, newDisk);
    return capOf(who, now)
        .map(cap -> judge(cap, who, newcomer, books.draftForDecision(pool, now)))
        .flatMap(Judged::refusal);
  }

  /** Decided nowhere: for telling. Empty where there is no cap. */
  Optional<Judged> look(Starter who, Proposal newcomer, Instant now) {
    return capOf(who, now)
        .flatMap(cap ->
            books
                .look(payers.poolOf(who.workspace()), now)
                .map(look -> judge(cap, who, newcomer, look.draft())));
  }

  /** A cap is of credit: where a billing account pays it waits. */
  private Optional<Money> capOf(Starter who, Instant now) {
    WorkspaceId workspace = who.workspace();
    if (!admissions.payersOf(workspace, payers.poolOf(workspace)).isOnCreditAt(now)) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            SELECT cap_nanos FROM workspace_member
             WHERE workspace = :workspace AND person = :person AND cap_nanos IS NOT NULL
            """)
        .param("workspace", workspace.value())
        .param("person", who.person())
        .query(Long.class)
        .optional()
        .map(Money::ofNanos);
  }

  private Judged judge(Money cap, Starter who, Proposal newcomer, Draft draft) {
    Money spent = shares.in(who.workspace(), draft).getOrDefault(who.person(), Money.ZERO);
    Money needed = theirs(who, draft.pool()).needed(withAdmitted(who, newcomer), books.stopLead());
    Money left = cap.minus(spent).max(Money.ZERO);
    return new Judged(
        cap,
        spent,
        needed.isMoreThan(left)
            ? Optional.of(refusal(cap, spent, needed, left))
            : Optional.empty());
  }

  private Pool theirs(Starter who, Pool pool) {
    Set<UseId> uses = pool.uses().stream().map(one -> one.use().id()).collect(Collectors.toSet());
    return pool.only(shares.of(who.person(), who.workspace(), uses));
  }

  /** With what is admitted and does not burn yet. */
  private Proposal withAdmitted(Starter who, Proposal newcomer) {
    UnderWay admitted = underWay.getObject();
    List<Proposal> all =
        Stream.of(
                admitted.machinesOf(who.person(), who.workspace()).stream()
                    .map(type -> admissions.proposal(type, null)),
                admitted.disksOf(who.person(), who.workspace()).stream()
                    .map(disk -> admissions.proposal(null, disk)),
                Stream.of(newcomer))
            .flatMap(some -> some)
            .toList();
    return new Proposal(
        all.stream().flatMap(one -> one.machine().stream()).toList(),
        all.stream().flatMap(one -> one.disks().stream()).toList());
  }

  private static Admission.Unfunded refusal(Money cap, Money spent, Money needed, Money left) {
    return new Admission.Unfunded(
        "MEMBER_CAP_REACHED",
        needed,
        left,
        "You may spend $%s of the credit that pays here, and have spent $%s. With this, what runs of yours takes $%s to be able to stop it in time."
            .formatted(
                Admissions.cents(cap, RoundingMode.DOWN),
                Admissions.cents(spent, RoundingMode.UP),
                Admissions.cents(needed, RoundingMode.UP)),
        "Stop something of yours, start something smaller, or ask whose credit pays here to raise your cap.");
  }
}
