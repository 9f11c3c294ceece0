package org.stipend.orchestrator.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Tool;
import org.stipend.cost.DiskId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.usage.Costs;
import org.stipend.orchestrator.workspace.DeletionView.LostDisk;
import org.stipend.orchestrator.workspace.DeletionView.LostRuntime;

/** What is in a workspace and is to stay, by person, so that it can be named before it is lost. */
@Component
final class DeletionViews {

  private final JdbcClient jdbc;
  private final Costs costs;

  DeletionViews(JdbcClient jdbc, Costs costs) {
    this.jdbc = jdbc;
    this.costs = costs;
  }

  DeletionView of(WorkspaceId workspace, Instant now) {
    List<LostDisk> disks = disks(workspace, now);
    return new DeletionView(
        runtimes(workspace),
        disks,
        costs.burnPerHour(List.of(workspace), now).getOrDefault(workspace, Money.ZERO),
        Money.sum(disks.stream().map(LostDisk::perMonth)));
  }

  private List<LostRuntime> runtimes(WorkspaceId workspace) {
    return jdbc.sql(
            """
            SELECT r.id, r.tool, r.state, p.id AS owner, p.name AS owner_name
              FROM runtime r JOIN person p ON p.id = r.owner
             WHERE r.workspace = :workspace AND r.desired <> 'DELETED'
             ORDER BY lower(p.name), p.id, r.tool, r.id
            """)
        .param("workspace", workspace.value())
        .query((row, n) ->
            new LostRuntime(
                row.getObject("id", UUID.class),
                owner(row),
                Tool.valueOf(row.getString("tool")),
                row.getString("state")))
        .list();
  }

  private List<LostDisk> disks(WorkspaceId workspace, Instant now) {
    List<LostDisk> disks =
        jdbc.sql(
                """
                SELECT d.id, d.type, d.size_gib, p.id AS owner, p.name AS owner_name
                  FROM disk d JOIN person p ON p.id = d.owner
                 WHERE d.workspace = :workspace AND d.desired = 'PRESENT'
                 ORDER BY lower(p.name), p.id, d.requested_at, d.id
                """)
            .param("workspace", workspace.value())
            .query((row, n) ->
                new LostDisk(
                    row.getObject("id", UUID.class),
                    owner(row),
                    row.getString("type"),
                    row.getLong("size_gib"),
                    Money.ZERO))
            .list();
    Map<DiskId, Costs.DiskCost> cost =
        costs.ofDisks(disks.stream().map(disk -> new DiskId(disk.id())).toList(), now);
    return disks.stream()
        .map(disk -> {
          Costs.DiskCost known = cost.get(new DiskId(disk.id()));
          return known == null ? disk : disk.at(known.perMonth());
        })
        .toList();
  }

  private static PersonRef owner(ResultSet row) throws SQLException {
    return new PersonRef(row.getObject("owner", UUID.class), row.getString("owner_name"));
  }
}
