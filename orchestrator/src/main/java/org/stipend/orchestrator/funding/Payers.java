package org.stipend.orchestrator.funding;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;

/** Who pays for workspaces now. */
@Component
public final class Payers {

  private static final UUID NOTHING = new UUID(0, 0);

  private final JdbcClient jdbc;

  Payers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public PayerView of(WorkspaceId workspace) {
    PayerView payer = of(List.of(workspace)).get(workspace);
    if (payer == null) {
      throw new IllegalArgumentException("no workspace " + workspace);
    }
    return payer;
  }

  /** The platform, where the credit has ended. */
  public Map<WorkspaceId, PayerView> of(Collection<WorkspaceId> workspaces) {
    List<UUID> ids =
        workspaces.isEmpty()
            ? List.of(NOTHING)
            : workspaces.stream().map(WorkspaceId::value).toList();
    Map<WorkspaceId, PayerView> payers = new HashMap<>();
    jdbc.sql(
            """
            SELECT w.id, p.name AS creator, b.kind, b.payer, c.ended_at IS NOT NULL AS ended
              FROM workspace w
              JOIN person p ON p.id = w.creator
              LEFT JOIN payer_binding b ON b.workspace = w.id AND b.bound_to IS NULL
              LEFT JOIN credit_pool c ON c.researcher = w.creator
             WHERE w.id IN (:ids)
            """)
        .param("ids", ids)
        .query(row -> {
          PayerView payer =
              "BILLING_ACCOUNT".equals(row.getString("kind"))
                  ? new PayerView(PayerView.Kind.BILLING_ACCOUNT, row.getString("payer"))
                  : row.getBoolean("ended")
                      ? new PayerView(PayerView.Kind.PLATFORM, "Platform")
                      : new PayerView(
                          PayerView.Kind.CREDIT, "Credit of " + row.getString("creator"));
          payers.put(new WorkspaceId(row.getObject("id", UUID.class)), payer);
        });
    return payers;
  }
}
