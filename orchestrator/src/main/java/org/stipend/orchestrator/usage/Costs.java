package org.stipend.orchestrator.usage;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.rating.BurnRate;
import org.stipend.cost.rating.Estimate;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.Run;
import org.stipend.orchestrator.catalog.Offer;
import org.stipend.orchestrator.catalog.PriceLists;

/**
 * What things cost, for pages: rated from the same facts as the books, so that what is shown is
 * what is posted later.
 */
@Component
public final class Costs {

  private static final UUID NOTHING = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final PriceLists prices;
  private final Offer offer;

  public Costs(JdbcClient jdbc, PriceLists prices, Offer offer) {
    this.jdbc = jdbc;
    this.prices = prices;
    this.offer = offer;
  }

  /**
   * A runtime and its disk.
   *
   * @param perHour everything of it that is charged now
   * @param run null while the machine is off
   * @param lastRun null while it is on, and where its last run was free or ended before this month
   * @param today since midnight UTC
   * @param month since the first of the month
   */
  public record RuntimeCost(
      Money perHour, @Nullable RunCost run, @Nullable LastRun lastRun, Money today, Money month) {}

  /**
   * This run of a machine, and its disk since the machine started; goes on with {@code perHour}
   * from {@code asOf}.
   *
   * @param minimumUntil a stop before it is charged up to it
   */
  public record RunCost(
      Money amount, Money perHour, Instant asOf, Instant startedAt, Instant minimumUntil) {}

  /** A run that is over, its minimum included, and the disk while the machine ran. */
  public record LastRun(Money amount, Instant startedAt, Instant stoppedAt) {}

  public record DiskCost(Money perDay, Money perMonth) {}

  /** What a choice of machine and disk costs in its two states. */
  public record Quote(Money runningPerHour, Money stoppedPerDay, Money diskPerMonth) {}

  public RuntimeCost ofRuntime(RuntimeId runtime, @Nullable DiskId disk, Instant now) {
    Map<RuntimeId, DiskId> disks = new LinkedHashMap<>();
    if (disk != null) {
      disks.put(runtime, disk);
    }
    return ofRuntimes(List.of(runtime), disks, now)
        .getOrDefault(runtime, new RuntimeCost(Money.ZERO, null, null, Money.ZERO, Money.ZERO));
  }

  /**
   * @param disks of those runtimes that have one
   */
  public Map<RuntimeId, RuntimeCost> ofRuntimes(
      Collection<RuntimeId> runtimes, Map<RuntimeId, DiskId> disks, Instant now) {
    Instant asOf = Interval.floor(now);
    Map<ResourceId, List<Accrual.Ran>> runs =
        runs(Stream.concat(runtimes.stream(), disks.values().stream()).toList(), asOf);
    PriceList all = prices.all();
    Map<RuntimeId, RuntimeCost> costs = new LinkedHashMap<>();
    for (RuntimeId runtime : runtimes) {
      DiskId disk = disks.get(runtime);
      List<List<Accrual.Ran>> both = new ArrayList<>();
      both.add(runs.getOrDefault(runtime, List.of()));
      both.add(disk == null ? List.of() : runs.getOrDefault(disk, List.of()));
      costs.put(runtime, cost(both, all, asOf));
    }
    return costs;
  }

  private static RuntimeCost cost(
      List<List<Accrual.Ran>> machineAndDisk, PriceList all, Instant asOf) {
    List<Accrual> accruals =
        machineAndDisk.stream().map(runs -> new Accrual(all, runs, asOf)).toList();
    Money perHour =
        machineAndDisk.stream()
            .flatMap(List::stream)
            .filter(run -> isOpenAt(run, asOf))
            .map(run -> Estimate.of(run.parts(), all, asOf).burnRate())
            .reduce(BurnRate.NONE, BurnRate::plus)
            .perHour();
    Accrual.@Nullable Ran latest =
        machineAndDisk.getFirst().isEmpty() ? null : machineAndDisk.getFirst().getLast();
    return new RuntimeCost(
        perHour,
        latest == null ? null : run(latest, accruals, perHour, asOf),
        latest == null ? null : lastRun(latest, accruals, asOf),
        since(accruals, asOf.truncatedTo(ChronoUnit.DAYS)),
        since(accruals, BillingMonth.of(asOf).start()));
  }

  private static @Nullable RunCost run(
      Accrual.Ran latest, List<Accrual> accruals, Money perHour, Instant asOf) {
    if (latest.stop() != null) {
      return null;
    }
    Instant start = latest.start();
    Money amount = accruals.getFirst().of(latest.id()).plus(accruals.getLast().since(start));
    return new RunCost(amount, perHour, asOf, start, start.plus(Run.MINIMUM));
  }

  private static @Nullable LastRun lastRun(
      Accrual.Ran latest, List<Accrual> accruals, Instant asOf) {
    Instant stop = latest.stop();
    if (stop == null || latest.free() || stop.isBefore(BillingMonth.of(asOf).start())) {
      return null;
    }
    Accrual disk = accruals.getLast();
    Money ofDisk = disk.since(latest.start()).minus(disk.since(stop));
    return new LastRun(accruals.getFirst().of(latest.id()).plus(ofDisk), latest.start(), stop);
  }

  private static Money since(List<Accrual> accruals, Instant from) {
    return Money.sum(accruals.stream().map(accrual -> accrual.since(from)));
  }

  private static boolean isOpenAt(Accrual.Ran run, Instant asOf) {
    Instant stop = run.stop();
    return !run.start().isAfter(asOf) && (stop == null || stop.isAfter(asOf));
  }

  /** For disks that exist; others are not in the answer. */
  public Map<DiskId, DiskCost> ofDisks(Collection<DiskId> disks, Instant now) {
    Instant asOf = Interval.floor(now);
    PriceList all = prices.all();
    Map<DiskId, DiskCost> costs = new LinkedHashMap<>();
    runs(List.copyOf(disks), asOf)
        .forEach((disk, runs) ->
            runs.stream()
                .filter(run -> run.stop() == null)
                .findFirst()
                .ifPresent(run -> {
                  Estimate estimate = Estimate.of(run.parts(), all, asOf);
                  costs.put(
                      (DiskId) disk,
                      new DiskCost(estimate.burnRate().perDay(), estimate.perMonth()));
                }));
    return costs;
  }

  /** What everything of each workspace costs now. */
  public Map<WorkspaceId, Money> burnPerHour(Collection<WorkspaceId> workspaces, Instant now) {
    Map<WorkspaceId, List<Quantity>> open = new LinkedHashMap<>();
    workspaces.forEach(workspace -> open.put(workspace, new ArrayList<>()));
    jdbc.sql(
            """
            SELECT r.workspace, p.sku_key, p.quantity
              FROM usage_run r JOIN usage_part p ON p.run = r.id
             WHERE r.stopped_at IS NULL AND r.workspace IN (:workspaces)
            """)
        .param("workspaces", orNothing(workspaces.stream().map(WorkspaceId::value).toList()))
        .query(row -> {
          List<Quantity> parts = open.get(new WorkspaceId(row.getObject("workspace", UUID.class)));
          if (parts != null) {
            parts.add(Quantity.of(row.getString("sku_key"), row.getLong("quantity")));
          }
        });
    PriceList all = prices.all();
    return open.entrySet().stream()
        .collect(
            toMap(
                Map.Entry::getKey,
                entry -> Estimate.of(entry.getValue(), all, now).burnRate().perHour()));
  }

  /** What a machine type with a disk costs, running and stopped. */
  public Quote quote(String machineType, String diskType, long gib, Instant now) {
    List<Quantity> machine = offer.machineType(machineType).orElseThrow().parts();
    List<Quantity> disk = List.of(offer.diskType(diskType).orElseThrow().ofGib(gib));
    Estimate running =
        Estimate.of(Stream.concat(machine.stream(), disk.stream()).toList(), prices.all(), now);
    Estimate stopped = Estimate.of(disk, prices.all(), now);
    return new Quote(running.burnRate().perHour(), stopped.burnRate().perDay(), stopped.perMonth());
  }

  // ---- the facts

  /** Runs by resource, from the beginning of the month in which the oldest of them still counts. */
  private Map<ResourceId, List<Accrual.Ran>> runs(
      List<? extends ResourceId> resources, Instant asOf) {
    Map<UUID, Accrual.Ran> read = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT r.id, r.resource_kind, r.resource, r.started_at, r.stopped_at, r.launch_failed,
                   p.sku_key, p.quantity
              FROM usage_run r JOIN usage_part p ON p.run = r.id
             WHERE r.resource IN (:resources)
               AND (r.stopped_at IS NULL OR r.stopped_at >= date_trunc('month',
                     coalesce((SELECT least(min(o.started_at), :asOf) FROM usage_run o
                                WHERE o.resource IN (:resources) AND o.resource_kind = 'MACHINE'
                                  AND (o.stopped_at IS NULL
                                       OR o.stopped_at >= date_trunc('month', :asOf, 'UTC'))), :asOf), 'UTC'))
             ORDER BY r.observed_start, r.id, p.sku_key
            """)
        .param("resources", orNothing(resources.stream().map(ResourceId::value).toList()))
        .param("asOf", Timestamp.from(asOf))
        .query(row -> {
          UUID id = row.getObject("id", UUID.class);
          Quantity part = Quantity.of(row.getString("sku_key"), row.getLong("quantity"));
          Accrual.Ran run = read.containsKey(id) ? read.get(id) : ran(row);
          read.put(id, withPart(run, part));
        });
    Map<ResourceId, List<Accrual.Ran>> runs = new LinkedHashMap<>();
    read.values()
        .forEach(
            run -> runs.computeIfAbsent(run.resource(), resource -> new ArrayList<>()).add(run));
    return runs;
  }

  private static Accrual.Ran ran(ResultSet row) throws SQLException {
    return new Accrual.Ran(
        row.getObject("id", UUID.class),
        ResourceKinds.resource(
            row.getString("resource_kind"), row.getObject("resource", UUID.class)),
        row.getTimestamp("started_at").toInstant(),
        RunTable.instant(row, "stopped_at"),
        List.of(),
        row.getBoolean("launch_failed"));
  }

  private static Accrual.Ran withPart(Accrual.Ran run, Quantity part) {
    return new Accrual.Ran(
        run.id(),
        run.resource(),
        run.start(),
        run.stop(),
        Stream.concat(run.parts().stream(), Stream.of(part)).toList(),
        run.free());
  }

  /** An IN list must not be empty. */
  private static List<UUID> orNothing(List<UUID> ids) {
    return ids.isEmpty() ? List.of(NOTHING) : ids;
  }
}
