package org.stipend.orchestrator.admission;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Proposal;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.UsageUnit;
import org.stipend.cost.rating.Estimate;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.Run;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Snapshots;
import org.stipend.orchestrator.catalog.Offer;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PayerViews;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.ToolNames;

/** What a launch would cost: the same rules that charge it once it runs. */
@Component
final class Estimates {

  private static final Duration EIGHT_HOURS = Duration.ofHours(8);
  private static final Duration WEEK = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Offer offer;
  private final PriceLists prices;
  private final Admissions admissions;
  private final Caps caps;
  private final PoolBooks books;
  private final PayerTable payers;
  private final PayerViews payerViews;
  private final Snapshots snapshots;
  private final InstantSource clock;

  Estimates(
      JdbcClient jdbc,
      Offer offer,
      PriceLists prices,
      Admissions admissions,
      Caps caps,
      PoolBooks books,
      PayerTable payers,
      PayerViews payerViews,
      Snapshots snapshots,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.offer = offer;
    this.prices = prices;
    this.admissions = admissions;
    this.caps = caps;
    this.books = books;
    this.payers = payers;
    this.payerViews = payerViews;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /**
   * What was chosen.
   *
   * @param isNew whether the disk does not exist yet
   */
  private record Choice(List<Quantity> machine, Quantity disk, boolean isNew) {

    List<Quantity> all() {
      return Stream.concat(machine.stream(), Stream.of(disk)).toList();
    }

    Proposal proposal() {
      return new Proposal(machine, isNew ? List.of(disk) : List.of());
    }
  }

  EstimateView of(Starter who, EstimateRequest request) {
    WorkspaceId workspace = who.workspace();
    Instant now = clock.instant();
    requireTool(request.tool());
    List<Quantity> machine =
        offer
            .machineType(request.machineType(), Boolean.TRUE.equals(request.spot()))
            .orElseThrow(() ->
                Problem.invalid(
                    "There is no machine type \"%s\" here.".formatted(request.machineType()),
                    "Choose one of the machine types in GET /api/catalog."))
            .parts();
    return snapshots.read(() -> {
      EstimateRequest.DiskChoice disk = request.disk();
      UUID existing = disk.id();
      Choice choice =
          existing == null
              ? new Choice(machine, newDisk(disk), true)
              : new Choice(machine, existingDisk(workspace, existing, disk), false);
      return view(who, choice, now);
    });
  }

  private static void requireTool(String tool) {
    if (ToolNames.named(tool).isEmpty()) {
      throw Problem.invalid(
          "There is no tool \"%s\".".formatted(tool),
          "Choose one of the tools in GET /api/catalog.");
    }
  }

  private Quantity newDisk(EstimateRequest.DiskChoice disk) {
    String type = disk.type();
    Long gib = disk.sizeGib();
    if (type == null || gib == null || !offer.accepts(type, gib)) {
      throw Problem.invalid(
          "A disk of %s GiB of type \"%s\" cannot be had.".formatted(gib, type),
          "Choose a disk type and a size within its bounds from GET /api/catalog, or name a disk by its id.");
    }
    return offer.diskType(type).orElseThrow().ofGib(gib);
  }

  private Quantity existingDisk(WorkspaceId workspace, UUID id, EstimateRequest.DiskChoice disk) {
    if (disk.type() != null || disk.sizeGib() != null) {
      throw Problem.invalid(
          "A disk is named by its id, or described by type and size, not both.",
          "Leave out type and sizeGib to use the existing disk.");
    }
    return jdbc.sql(
            """
            SELECT type, size_gib FROM disk
             WHERE id = :id AND workspace = :workspace AND desired = 'PRESENT'
            """)
        .param("id", id)
        .param("workspace", workspace.value())
        .query((row, n) ->
            offer.diskType(row.getString("type")).orElseThrow().ofGib(row.getLong("size_gib")))
        .optional()
        .orElseThrow(() ->
            Problem.invalid(
                "There is no such disk in this workspace.",
                "Choose one of the disks in GET /api/disks, or describe a new one."));
  }

  private EstimateView view(Starter who, Choice choice, Instant now) {
    WorkspaceId workspace = who.workspace();
    PriceList all = prices.all();
    Estimate running = Estimate.of(choice.all(), all, now);
    Estimate stopped = Estimate.of(List.of(choice.disk()), all, now);
    ResearcherId owner = payers.poolOf(workspace);
    Pool pool = admissions.expected(books.pool(owner, now));
    Optional<Caps.Judged> judged = caps.look(who, choice.proposal(), now);
    return new EstimateView(
        running.burnRate().perHour(),
        stopped.burnRate().perDay(),
        stopped.perMonth(),
        running.lines().stream().map(this::line).toList(),
        new EstimateView.MinimumView(
            Run.MINIMUM.toSeconds(), Estimate.of(choice.machine(), all, now).minimum()),
        afterwards(pool, choice, now),
        payerViews.of(workspace),
        judged.map(Estimates::cap).orElse(null),
        admission(
            admissions.judge(pool, admissions.payersOf(workspace, owner), choice.proposal()),
            judged.flatMap(Caps.Judged::refusal)));
  }

  private static EstimateView.CapView cap(Caps.Judged judged) {
    return new EstimateView.CapView(
        judged.cap(), judged.spent(), judged.cap().minus(judged.spent()).max(Money.ZERO));
  }

  private EstimateView.LineView line(Estimate.Line line) {
    UsageUnit unit = line.price().unit();
    return new EstimateView.LineView(
        line.quantity().sku().value(),
        prices.description(line.quantity().sku()),
        BigDecimal.valueOf(line.quantity().amount())
            .divide(BigDecimal.valueOf(unit.subUnits()), 9, RoundingMode.HALF_EVEN)
            .toPlainString(),
        switch (unit) {
          case VCPU_HOUR -> "vCPU";
          case GIB_HOUR, GIB_MONTH -> "GiB";
          case HOUR -> "piece";
        },
        Money.ofDollars(line.price().units()).plus(Money.ofNanos(line.price().nanos())),
        switch (unit.time()) {
          case HOUR -> EstimateView.LineView.Per.HOUR;
          case MONTH -> EstimateView.LineView.Per.MONTH;
        },
        line.burnRate().perHour());
  }

  private EstimateView.AfterwardsView afterwards(Pool pool, Choice choice, Instant now) {
    Pool with = choice.proposal().addedTo(pool);
    Optional<Instant> end = with.exhaustion();
    return new EstimateView.AfterwardsView(
        pool.available(),
        with.settle(pool.asOf().plus(EIGHT_HOURS)).after().available(),
        with.settle(pool.asOf().plus(WEEK)).after().available(),
        end.map(at -> at.minus(books.stopLead())).orElse(null),
        end.orElse(null),
        end.map(at -> Math.max(0, Duration.between(now, at).toHours())).orElse(null));
  }

  /** What the credit says comes first. */
  private static EstimateView.AdmissionView admission(
      Admission credit, Optional<Admission.Unfunded> cap) {
    Admission answer = credit instanceof Admission.Admitted && cap.isPresent() ? cap.get() : credit;
    return switch (answer) {
      case Admission.Admitted _ -> new EstimateView.AdmissionView(true, null, null, null);
      case Admission.Unfunded no ->
          new EstimateView.AdmissionView(false, no.code(), no.detail(), no.nextStep());
      case Admission.Inactive _ ->
          new EstimateView.AdmissionView(
              false,
              Admission.Inactive.CODE,
              Admission.Inactive.DETAIL,
              Admission.Inactive.NEXT_STEP);
    };
  }
}
