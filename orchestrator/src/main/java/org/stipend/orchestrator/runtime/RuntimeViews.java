package org.stipend.orchestrator.runtime;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Tool;
import org.stipend.cost.DiskId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.usage.MachineType;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.books.End;
import org.stipend.orchestrator.books.MachineEnds;
import org.stipend.orchestrator.catalog.Offer;
import org.stipend.orchestrator.disk.Graces;
import org.stipend.orchestrator.disk.KeptUntil;
import org.stipend.orchestrator.payer.PayerView;
import org.stipend.orchestrator.payer.PayerViews;
import org.stipend.orchestrator.usage.Costs;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;

/** Reads runtimes for pages: rows and money, never a workflow. */
@Component
final class RuntimeViews {

  private static final String SELECT =
      "SELECT "
          + RuntimeColumns.ALL
          + """
            , w.name AS workspace_name, w.deleted_at IS NOT NULL AS workspace_deleted, p.name AS owner_name, d.type AS disk_type, d.size_gib,
              coalesce(d.moves_to, d.zone) AS disk_zone,
              EXISTS (SELECT 1 FROM runtime n WHERE r.desired = 'DELETED' AND n.desired <> 'DELETED'
                         AND (n.owner, n.workspace, n.tool) = (r.owner, r.workspace, r.tool)) AS replaced,
              EXISTS (SELECT 1 FROM outbox o WHERE o.topic = 'RUNTIME' AND o.key = r.id
                        AND o.created_at < :delayedSince) AS delayed
            FROM runtime r
            JOIN workspace w ON w.id = r.workspace
            JOIN person p ON p.id = r.owner
            JOIN disk d ON d.id = r.disk
            LEFT JOIN workspace_member m ON m.workspace = r.workspace AND m.person = :caller
          """;

  /** A poke that waits longer than this is a delay worth telling. */
  private static final Duration PROMPT = Duration.ofSeconds(3);

  private final JdbcClient jdbc;
  private final Costs costs;
  private final PayerViews payers;
  private final Offer offer;
  private final Timelines timelines;
  private final Access access;
  private final MachineEnds ends;
  private final Graces graces;

  RuntimeViews(
      JdbcClient jdbc,
      Costs costs,
      PayerViews payers,
      Offer offer,
      Timelines timelines,
      Access access,
      MachineEnds ends,
      Graces graces) {
    this.jdbc = jdbc;
    this.costs = costs;
    this.payers = payers;
    this.offer = offer;
    this.timelines = timelines;
    this.access = access;
    this.ends = ends;
    this.graces = graces;
  }

  RuntimeView one(Caller caller, RuntimeId runtime, Instant now) {
    Seen seen =
        jdbc.sql(SELECT + " WHERE r.id = :id")
            .param("id", runtime.value())
            .param("caller", caller.id())
            .param("delayedSince", Timestamp.from(now.minus(PROMPT)))
            .query(RuntimeViews::seen)
            .optional()
            .orElseThrow(Problem::notFound);
    access.require(caller, workspaceOf(seen.row()), Right.VIEW);
    return views(caller, List.of(seen), now).getFirst();
  }

  /**
   * Not deleted, newest first; of one workspace, or of all that the caller may see. Of a deleted
   * workspace its owners, and with them who pays, see what is on its way out.
   */
  Page<RuntimeView> list(
      Caller caller, @Nullable WorkspaceId workspace, boolean all, Paging paging, Instant now) {
    if (workspace != null) {
      access.require(caller, workspace, Right.VIEW);
    }
    if (all && !Access.seesAll(caller)) {
      throw Problem.forbidden();
    }
    List<Seen> rows =
        jdbc.sql(
                SELECT
                    + """
                     WHERE r.state <> 'DELETED'
                       AND (:all OR :workspace::uuid IS NOT NULL
                            OR m.role = 'OWNER' OR (m.role IS NOT NULL AND w.deleted_at IS NULL))
                       AND (:workspace::uuid IS NULL OR r.workspace = :workspace)
                       AND (:at::timestamptz IS NULL OR (r.created_at, r.id) < (:at, :id))
                     ORDER BY r.created_at DESC, r.id DESC LIMIT :rows
                    """)
            .param("caller", caller.id())
            .param("delayedSince", Timestamp.from(now.minus(PROMPT)))
            .param("all", all)
            .param("workspace", workspace == null ? null : workspace.value())
            .param("at", paging.cursor().map(c -> Timestamp.from(c.instant(0))).orElse(null))
            .param("id", paging.cursor().map(c -> c.uuid(1)).orElse(null))
            .param("rows", paging.rows())
            .query(RuntimeViews::seen)
            .list();
    Page<Seen> page =
        Page.of(rows, paging, seen -> Cursor.of(seen.row().asked().createdAt(), seen.row().id()));
    return new Page<>(views(caller, page.items(), now), page.nextCursor());
  }

  private List<RuntimeView> views(Caller caller, List<Seen> seen, Instant now) {
    Map<RuntimeId, DiskId> disks =
        seen.stream()
            .collect(toMap(s -> new RuntimeId(s.row().id()), s -> new DiskId(s.row().disk())));
    Map<RuntimeId, Costs.RuntimeCost> cost = costs.ofRuntimes(disks.keySet(), disks, now);
    Set<WorkspaceId> workspaces =
        seen.stream().map(s -> workspaceOf(s.row())).collect(Collectors.toSet());
    Map<WorkspaceId, PayerView> payer = payers.of(workspaces);
    Map<WorkspaceId, Set<Right>> rights = access.rights(caller, workspaces);
    Map<RuntimeId, End> end = ends.of(disks.keySet(), now);
    Map<DiskId, KeptUntil> kept = graces.of(disks.values());
    Timelines.Usual usual = timelines.usual();
    return seen.stream()
        .map(s ->
            view(
                new Allowed(
                    caller,
                    rights.getOrDefault(workspaceOf(s.row()), Set.of()),
                    s.row(),
                    s.replaced()),
                s,
                Objects.requireNonNull(cost.get(new RuntimeId(s.row().id()))),
                Objects.requireNonNull(payer.get(workspaceOf(s.row()))),
                usual,
                end.get(new RuntimeId(s.row().id())),
                kept.get(new DiskId(s.row().disk())),
                now))
        .toList();
  }

  private RuntimeView view(
      Allowed allowed,
      Seen seen,
      Costs.RuntimeCost cost,
      PayerView payer,
      Timelines.Usual usual,
      @Nullable End end,
      @Nullable KeptUntil kept,
      Instant now) {
    RuntimeRow row = seen.row();
    MachineType machine = offer.machineType(row.machineType()).orElseThrow();
    return new RuntimeView(
        row.id(),
        new WorkspaceRef(row.workspace(), seen.workspaceName(), seen.workspaceDeleted()),
        new PersonRef(row.owner(), seen.ownerName()),
        Tool.valueOf(row.tool()),
        new RuntimeView.MachineView(
            MachineType.shapeOf(machine.name()),
            plain(machine.vcpus()),
            plain(machine.memoryGib()),
            machine.isSpot()),
        new RuntimeView.DiskRef(row.disk(), seen.diskType(), seen.sizeGib(), kept),
        row.asked().place().provider(),
        seen.zone(),
        row.desired(),
        row.state(),
        row.shown().since(),
        row.generation(),
        Wishes.isFirstLaunch(row),
        timelines.of(row, seen.zone() != null, usual),
        seen.delayed(),
        stopReason(row),
        failure(row),
        cost(row, seen, cost, now),
        row.machine().runsUntil(),
        end,
        payer,
        "/r/" + row.id(),
        allowed.offered(),
        now);
  }

  private RuntimeView.CostView cost(
      RuntimeRow row, Seen seen, Costs.RuntimeCost cost, Instant now) {
    Costs.Quote quote = costs.quote(row.machineType(), seen.diskType(), seen.sizeGib(), now);
    Costs.RunCost run = cost.run();
    Costs.LastRun last = cost.lastRun();
    return new RuntimeView.CostView(
        cost.perHour(),
        run == null
            ? null
            : new RuntimeView.RunView(
                run.amount(), run.perHour(), run.asOf(), run.startedAt(), run.minimumUntil()),
        last == null
            ? null
            : new RuntimeView.LastRunView(last.amount(), last.startedAt(), last.stoppedAt()),
        cost.today(),
        cost.month(),
        quote.runningPerHour(),
        quote.stoppedPerDay(),
        quote.diskPerMonth());
  }

  private static WorkspaceId workspaceOf(RuntimeRow row) {
    return new WorkspaceId(row.workspace());
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static RuntimeView.@Nullable StopReason stopReason(RuntimeRow row) {
    boolean isOff = row.state() == RuntimeState.STOPPED || row.state() == RuntimeState.STOPPING;
    return isOff ? stopReason(row.wanted().cause()) : null;
  }

  private static RuntimeView.StopReason stopReason(Cause cause) {
    return new RuntimeView.StopReason(cause, Words.stopped(cause));
  }

  private static RuntimeView.@Nullable FailureView failure(RuntimeRow row) {
    if (row.state() != RuntimeState.FAILED) {
      return null;
    }
    RuntimeRow.Failed failed =
        Objects.requireNonNullElse(row.shown().failed(), new RuntimeRow.Failed("CLOUD_FAILED", ""));
    return new RuntimeView.FailureView(
        failed.code(),
        failed.cause(),
        Words.nextStep(failed.code()),
        Objects.requireNonNullElse(row.shown().logTail(), ""),
        row.shown().since());
  }

  private static Seen seen(ResultSet rs, int number) throws SQLException {
    return new Seen(
        RuntimeColumns.row(rs, number),
        rs.getString("workspace_name"),
        rs.getBoolean("workspace_deleted"),
        rs.getString("owner_name"),
        rs.getString("disk_type"),
        rs.getLong("size_gib"),
        rs.getString("disk_zone"),
        rs.getBoolean("replaced"),
        rs.getBoolean("delayed"));
  }

  private record Seen(
      RuntimeRow row,
      String workspaceName,
      boolean workspaceDeleted,
      String ownerName,
      String diskType,
      long sizeGib,
      @Nullable String zone,
      boolean replaced,
      boolean delayed) {}
}
