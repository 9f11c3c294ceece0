package org.stipend.orchestrator.payer;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;

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

  /** The platform, where credit is to pay and has ended. */
  public Map<WorkspaceId, PayerView> of(Collection<WorkspaceId> workspaces) {
    List<UUID> ids =
        workspaces.isEmpty()
            ? List.of(NOTHING)
            : workspaces.stream().map(WorkspaceId::value).toList();
    Map<WorkspaceId, PayerView> payers = new HashMap<>();
    jdbc.sql(
            """
            SELECT b.workspace, b.kind, coalesce(p.name, b.payer) AS name, c.ended_at IS NOT NULL AS ended
              FROM payer_binding b
              LEFT JOIN person p ON b.kind = 'CREDIT' AND p.id::text = b.payer
              LEFT JOIN credit_pool c ON c.researcher = p.id
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

  private static PayerView view(String kind, String name, boolean ended) {
    if (kind.equals("BILLING_ACCOUNT")) {
      return new PayerView(PayerView.Kind.BILLING_ACCOUNT, name);
    }
    return ended
        ? new PayerView(PayerView.Kind.PLATFORM, "Platform")
        : new PayerView(PayerView.Kind.CREDIT, "Credit of " + name);
  }
}
