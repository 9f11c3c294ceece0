package org.stipend.orchestrator.disk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Tool;
import org.stipend.cost.DiskId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.payer.PayerView;
import org.stipend.orchestrator.payer.PayerViews;
import org.stipend.orchestrator.usage.Costs;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;

/** Reads disks for pages. */
@Component
final class DiskViews {

  private static final String SELECT =
      """
      SELECT d.id, d.workspace, w.name AS workspace_name,
             w.deleted_at IS NOT NULL AS workspace_deleted, d.owner, p.name AS owner_name, d.type,
             d.size_gib, coalesce(d.moves_to, d.zone) AS zone, d.requested_at, coalesce(d.created_at, d.requested_at) AS created_at,
             d.last_used_at, r.id AS runtime, r.tool, r.state AS runtime_state,
             CASE WHEN d.state = 'CREATING' AND r.state IN ('STOPPED', 'FAILED') THEN 'NOT_MADE'
                  ELSE d.state END AS state
        FROM disk d
        JOIN workspace w ON w.id = d.workspace
        JOIN person p ON p.id = d.owner
        LEFT JOIN runtime r ON r.disk = d.id AND r.state <> 'DELETED'
        LEFT JOIN workspace_member m ON m.workspace = d.workspace AND m.person = :caller
      """;

  private static final Costs.DiskCost NOTHING = new Costs.DiskCost(Money.ZERO, Money.ZERO);

  private final JdbcClient jdbc;
  private final Costs costs;
  private final PayerViews payers;
  private final Graces graces;
  private final Access access;

  DiskViews(JdbcClient jdbc, Costs costs, PayerViews payers, Graces graces, Access access) {
    this.jdbc = jdbc;
    this.costs = costs;
    this.payers = payers;
    this.graces = graces;
    this.access = access;
  }

  DiskView one(Caller caller, DiskId disk, Instant now) {
    Seen seen =
        jdbc.sql(SELECT + " WHERE d.id = :id")
            .param("id", disk.value())
            .param("caller", caller.id())
            .query(DiskViews::seen)
            .optional()
            .orElseThrow(Problem::notFound);
    access.require(caller, new WorkspaceId(seen.workspace()), Right.VIEW);
    return views(caller, List.of(seen), now).getFirst();
  }

  /**
   * Not deleted, newest first; of one workspace, or of all that the caller is a member of. Of a
   * deleted workspace its owners, and with them who pays, see what is on its way out.
   */
  Page<DiskView> list(Caller caller, @Nullable WorkspaceId workspace, Paging paging, Instant now) {
    if (workspace != null) {
      access.require(caller, workspace, Right.VIEW);
    }
    List<Seen> rows =
        jdbc.sql(
                SELECT
                    + """
                     WHERE d.state <> 'DELETED'
                       AND (:workspace::uuid IS NOT NULL
                            OR m.role = 'OWNER' OR (m.role IS NOT NULL AND w.deleted_at IS NULL))
                       AND (:workspace::uuid IS NULL OR d.workspace = :workspace)
                       AND (:at::timestamptz IS NULL OR (d.requested_at, d.id) < (:at, :id))
                     ORDER BY d.requested_at DESC, d.id DESC LIMIT :rows
                    """)
            .param("caller", caller.id())
            .param("workspace", workspace == null ? null : workspace.value())
            .param("at", paging.cursor().map(c -> Timestamp.from(c.instant(0))).orElse(null))
            .param("id", paging.cursor().map(c -> c.uuid(1)).orElse(null))
            .param("rows", paging.rows())
            .query(DiskViews::seen)
            .list();
    Page<Seen> page = Page.of(rows, paging, seen -> Cursor.of(seen.requestedAt(), seen.id()));
    return new Page<>(views(caller, page.items(), now), page.nextCursor());
  }

  private List<DiskView> views(Caller caller, List<Seen> seen, Instant now) {
    Map<DiskId, Costs.DiskCost> cost =
        costs.ofDisks(seen.stream().map(disk -> new DiskId(disk.id())).toList(), now);
    Set<WorkspaceId> workspaces =
        seen.stream().map(disk -> new WorkspaceId(disk.workspace())).collect(Collectors.toSet());
    Map<DiskId, KeptUntil> kept = graces.of(cost.keySet());
    Map<WorkspaceId, PayerView> payer = payers.of(workspaces);
    Map<WorkspaceId, Set<Right>> rights = access.rights(caller, workspaces);
    return seen.stream()
        .map(disk ->
            view(
                allowed(
                    caller, rights.getOrDefault(new WorkspaceId(disk.workspace()), Set.of()), disk),
                disk,
                cost.getOrDefault(new DiskId(disk.id()), NOTHING),
                Objects.requireNonNull(payer.get(new WorkspaceId(disk.workspace()))),
                kept.get(new DiskId(disk.id()))))
        .toList();
  }

  private static DiskView view(
      List<DiskView.Action> allowed,
      Seen disk,
      Costs.DiskCost cost,
      PayerView payer,
      @Nullable KeptUntil kept) {
    return new DiskView(
        disk.id(),
        new WorkspaceRef(disk.workspace(), disk.workspaceName(), disk.workspaceDeleted()),
        new PersonRef(disk.owner(), disk.ownerName()),
        disk.type(),
        disk.sizeGib(),
        disk.zone(),
        disk.state(),
        disk.attached(),
        disk.createdAt(),
        disk.lastUsedAt(),
        cost.perDay(),
        cost.perMonth(),
        payer,
        kept,
        allowed);
  }

  private static List<DiskView.Action> allowed(Caller caller, Set<Right> rights, Seen disk) {
    boolean free = disk.attached() == null && disk.state() == DiskView.State.READY;
    return free ? new Allowed(caller, rights, disk.owner()).actions() : List.of();
  }

  private static Seen seen(ResultSet rs, int number) throws SQLException {
    UUID runtime = rs.getObject("runtime", UUID.class);
    Timestamp lastUsed = rs.getTimestamp("last_used_at");
    return new Seen(
        rs.getObject("id", UUID.class),
        rs.getObject("workspace", UUID.class),
        rs.getString("workspace_name"),
        rs.getBoolean("workspace_deleted"),
        rs.getObject("owner", UUID.class),
        rs.getString("owner_name"),
        rs.getString("type"),
        rs.getLong("size_gib"),
        rs.getString("zone"),
        DiskView.State.valueOf(rs.getString("state")),
        runtime == null
            ? null
            : new DiskView.Attached(
                runtime, Tool.valueOf(rs.getString("tool")), rs.getString("runtime_state")),
        rs.getTimestamp("requested_at").toInstant(),
        rs.getTimestamp("created_at").toInstant(),
        lastUsed == null ? null : lastUsed.toInstant());
  }

  private record Seen(
      UUID id,
      UUID workspace,
      String workspaceName,
      boolean workspaceDeleted,
      UUID owner,
      String ownerName,
      String type,
      long sizeGib,
      @Nullable String zone,
      DiskView.State state,
      DiskView.@Nullable Attached attached,
      Instant requestedAt,
      Instant createdAt,
      @Nullable Instant lastUsedAt) {}
}
