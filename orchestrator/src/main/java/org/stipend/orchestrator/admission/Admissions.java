package org.stipend.orchestrator.admission;

import static java.util.Objects.requireNonNull;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Proposal;
import org.stipend.cost.funding.RunLimit;
import org.stipend.cost.money.Money;
import org.stipend.cost.usage.Quantity;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.catalog.Offer;
import org.stipend.orchestrator.payer.PayerTimelines;
import org.stipend.orchestrator.payer.WorkspacePayers;

/**
 * Whether somebody pays for what is about to start. Credit has to carry its first minute and the
 * time a stop takes, at the pool's rate with the newcomer; where a billing account pays, or takes
 * over when the credit ends, nothing is asked of the credit.
 */
@Component
public final class Admissions {

  private static final String ASK =
      "Ask an administrator for more credit, or start something smaller.";

  private static final Money ONE_CENT = Money.parse("0.01");

  private final PoolBooks books;
  private final PayerTimelines payers;
  private final ObjectProvider<UnderWay> underWay; // runtimes stand above
  private final Offer offer;

  Admissions(
      PoolBooks books, PayerTimelines payers, ObjectProvider<UnderWay> underWay, Offer offer) {
    this.books = books;
    this.payers = payers;
    this.underWay = underWay;
    this.offer = offer;
  }

  /**
   * @param id of the pool, locked by the caller
   * @param machineType offered by the catalog; null: no machine starts
   * @param newDisk null: none is created
   */
  public Admission decide(
      ResearcherId id,
      WorkspaceId workspace,
      @Nullable String machineType,
      @Nullable NewDisk newDisk,
      Instant now) {
    Pool pool = expected(books.poolForDecision(id, now), null);
    return judge(pool, payersOf(workspace, id), machineType, newDisk);
  }

  /**
   * Whether somebody pays for another run of a runtime.
   *
   * @param id of the pool, locked by the caller
   */
  public Admission decideAgain(
      ResearcherId id, WorkspaceId workspace, RuntimeId runtime, String machineType, Instant now) {
    Pool pool = expected(books.poolForDecision(id, now), runtime);
    return judge(pool, payersOf(workspace, id), machineType, null);
  }

  WorkspacePayers payersOf(WorkspaceId workspace, ResearcherId pool) {
    return requireNonNull(payers.settledBy(pool).get(workspace));
  }

  /** A pool as if all that was admitted burned already. */
  public Pool expected(Pool pool) {
    return expected(pool, null);
  }

  private Pool expected(Pool pool, @Nullable RuntimeId except) {
    Set<WorkspaceId> workspaces = payers.onCredit(pool.owner(), pool.asOf());
    UnderWay admitted = underWay.getObject();
    List<Quantity> machines =
        admitted.machines(workspaces, except).stream()
            .flatMap(type -> partsOf(type).stream())
            .toList();
    List<Quantity> disks = admitted.disks(workspaces).stream().map(this::partOf).toList();
    return new Proposal(machines, disks).addedTo(pool);
  }

  /**
   * Whether it could start now, decided nowhere: for telling.
   *
   * @param pool as it is {@link #expected}
   * @param payers of the workspace it would start in
   */
  public Admission judge(
      Pool pool, WorkspacePayers payers, @Nullable String machineType, @Nullable NewDisk newDisk) {
    return judge(pool, payers, proposal(machineType, newDisk));
  }

  Admission judge(Pool pool, WorkspacePayers payers, Proposal proposal) {
    if (payers.isInactiveAt(pool.asOf())) {
      return new Admission.Inactive();
    }
    if (!payers.isOnCreditAt(pool.asOf())) {
      return new Admission.Admitted(null, null);
    }
    Admission byCredit = judge(pool, proposal);
    if (payers.endsWithCreditAt(pool.asOf())) {
      return byCredit;
    }
    return byCredit instanceof Admission.Admitted yes
        ? new Admission.Admitted(null, yes.creditEndsAt())
        : new Admission.Admitted(null, null);
  }

  private Admission judge(Pool pool, Proposal proposal) {
    Duration lead = books.stopLead();
    return switch (pool.admission(proposal, lead)) {
      case org.stipend.cost.funding.Admission.Admitted yes ->
          new Admission.Admitted(
              yes.creditEndsAt().map(end -> end.minus(lead)).orElse(null), yes.creditEnd());
      case org.stipend.cost.funding.Admission.Refused no -> refusal(no);
    };
  }

  private static Admission.Unfunded refusal(org.stipend.cost.funding.Admission.Refused no) {
    Money needed = no.needed();
    Money left = no.left();
    return switch (no.reason()) {
      case EXHAUSTED ->
          new Admission.Unfunded(
              "CREDIT_EXHAUSTED",
              needed,
              left,
              "The credit is used up. What exists can still be stopped and deleted.",
              "Ask an administrator for more credit.");
      case EXPIRED ->
          new Admission.Unfunded(
              "CREDIT_EXPIRED",
              needed,
              left,
              "The credit has expired. What exists can still be stopped and deleted.",
              "Ask an administrator for more credit.");
      case INSUFFICIENT ->
          new Admission.Unfunded(
              "CREDIT_INSUFFICIENT",
              needed,
              left,
              "Starting this takes $%s to be able to stop it in time; %s left."
                  .formatted(cents(needed, RoundingMode.UP), leftInWords(left)),
              ASK);
      case EXPIRES_SOON ->
          new Admission.Unfunded(
              "CREDIT_EXPIRES",
              needed,
              left,
              "$%s are left, but they expire too soon: with this the credit would end at %s, before it could be stopped again."
                  .formatted(cents(left, RoundingMode.DOWN), no.creditEnd()),
              ASK);
      case UNPRICED -> throw new IllegalStateException("the catalog offers what has no price");
    };
  }

  private static String leftInWords(Money left) {
    return left.isPositive() && left.isLessThan(ONE_CENT)
        ? "less than a cent is"
        : "$%s are".formatted(cents(left, RoundingMode.DOWN));
  }

  static String cents(Money amount, RoundingMode mode) {
    return amount.toDecimal().setScale(2, mode).toPlainString();
  }

  /**
   * The dead-man switch of a machine that is about to start: how long it may run by itself, so that
   * the overrun is bounded while nobody is there to stop it.
   *
   * @param id of the pool, locked by the caller
   */
  public Duration runLimit(
      ResearcherId id, WorkspaceId workspace, RuntimeId runtime, String machineType, Instant now) {
    Pool pool = expected(books.poolForDecision(id, now), runtime);
    WorkspacePayers own = payersOf(workspace, id);
    if (!own.endsWithCreditAt(pool.asOf()) && !own.isInactiveAt(pool.asOf())) {
      return RunLimit.USUAL;
    }
    Duration lead = books.stopLead();
    Optional<Instant> end =
        switch (pool.admission(proposal(machineType, null), lead)) {
          case org.stipend.cost.funding.Admission.Admitted yes -> yes.creditEndsAt();
          case org.stipend.cost.funding.Admission.Refused _ -> Optional.of(now);
        };
    return end.map(at -> RunLimit.onCredit(now, at, lead, RunLimit.USUAL)).orElse(RunLimit.USUAL);
  }

  Proposal proposal(@Nullable String machineType, @Nullable NewDisk newDisk) {
    return new Proposal(
        machineType == null ? List.of() : partsOf(machineType),
        newDisk == null ? List.of() : List.of(partOf(newDisk)));
  }

  private List<Quantity> partsOf(String machineType) {
    return offer
        .machineType(machineType)
        .orElseThrow(() -> new IllegalArgumentException("no machine type " + machineType))
        .parts();
  }

  private Quantity partOf(NewDisk disk) {
    return offer
        .diskType(disk.type())
        .orElseThrow(() -> new IllegalArgumentException("no disk type " + disk))
        .ofGib(disk.gib());
  }
}
