package org.stipend.orchestrator.payer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.PersonRef;

/** Who pays for workspaces now, in words. */
@Component
public final class PayerViews {

  private static final UUID NOTHING = new UUID(0, 0);

  private final JdbcClient jdbc;

  PayerViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public PayerView of(WorkspaceId workspace) {
    PayerView payer = of(List.of(workspace)).get(workspace);
    if (payer == null) {
      throw new IllegalArgumentException("no workspace " + workspace);
    }
    return payer;
  }

  /** The platform, where credit is to pay and has ended, or an account that cannot. */
  public Map<WorkspaceId, PayerView> of(Collection<WorkspaceId> workspaces) {
    List<UUID> ids =
        workspaces.isEmpty()
            ? List.of(NOTHING)
            : workspaces.stream().map(WorkspaceId::value).toList();
    Map<WorkspaceId, PayerView> payers = new HashMap<>();
    jdbc.sql(
            """
            SELECT b.workspace, b.kind, coalesce(p.name, b.payer) AS name, c.ended_at IS NOT NULL OR o.account IS NOT NULL AS ended
              FROM payer_binding b
              LEFT JOIN person p ON b.kind = 'CREDIT' AND p.id::text = b.payer
              LEFT JOIN credit_pool c ON c.researcher = p.id
              LEFT JOIN account_outage o ON o.account = b.payer AND o.out_to IS NULL
             WHERE b.bound_to IS NULL AND b.workspace IN (:ids)
            """)
        .param("ids", ids)
        .query(row -> {
          payers.put(
              new WorkspaceId(row.getObject("workspace", UUID.class)),
              view(row.getString("kind"), row.getString("name"), row.getBoolean("ended")));
        });
    return payers;
  }

  /** An account that takes over when the credit ends, in words. */
  public record Next(String account, PersonRef by, Instant since) {}

  public Optional<Next> next(WorkspaceId workspace) {
    return jdbc.sql(
            """
            SELECT s.account, s.ready_from, p.id, p.name
              FROM payer_successor s JOIN person p ON p.id = s.chosen_by
             WHERE s.workspace = :workspace AND s.ready_to IS NULL
            """)
        .param("workspace", workspace.value())
        .query((row, n) ->
            new Next(
                row.getString("account"),
                new PersonRef(row.getObject("id", UUID.class), row.getString("name")),
                row.getTimestamp("ready_from").toInstant()))
        .optional();
  }

  /** Whom a workspace was bound to, the latest first. */
  public List<BoundPayer> history(WorkspaceId workspace) {
    return jdbc.sql(
            """
            SELECT b.kind, b.payer, p.id, p.name, coalesce(c.name, b.payer) AS payer_name, b.since,
                   lag(b.since) OVER (ORDER BY b.bound_from DESC) AS until
              FROM (SELECT o.*, -- whoever took over pays already for the second before
                           CASE WHEN o.took_over THEN o.bound_from - interval '1 second'
                                ELSE o.bound_from END AS since
                      FROM payer_binding o) b
              JOIN person p ON p.id = b.bound_by
              LEFT JOIN person c ON b.kind = 'CREDIT' AND c.id::text = b.payer
             WHERE b.workspace = :workspace
             ORDER BY b.bound_from DESC
            """)
        .param("workspace", workspace.value())
        .query((row, n) -> bound(row))
        .list();
  }

  private static BoundPayer bound(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    Timestamp until = row.getTimestamp("until");
    return new BoundPayer(
        view(kind, row.getString("payer_name"), false),
        kind.equals("CREDIT") ? null : row.getString("payer"),
        new PersonRef(row.getObject("id", UUID.class), row.getString("name")),
        row.getTimestamp("since").toInstant(),
        until == null ? null : until.toInstant());
  }

  private static PayerView view(String kind, String name, boolean ended) {
    if (ended) {
      return new PayerView(PayerView.Kind.PLATFORM, "Platform");
    }
    return kind.equals("BILLING_ACCOUNT")
        ? new PayerView(PayerView.Kind.BILLING_ACCOUNT, "Billing account " + name)
        : new PayerView(PayerView.Kind.CREDIT, "Credit of " + name);
  }
}
