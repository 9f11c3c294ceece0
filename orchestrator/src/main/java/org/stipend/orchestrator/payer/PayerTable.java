package org.stipend.orchestrator.payer;

import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.time.Interval;
import org.stipend.cost.time.Timeline;

/**
 * The timeline of payers of each workspace: exactly one at any instant. It begins with the credit
 * of its creator, who stays the one whose pool settles it.
 */
@Component
public final class PayerTable {

  private final JdbcClient jdbc;

  PayerTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Inside the transaction that creates the workspace. */
  public void bindToCreator(WorkspaceId workspace, ResearcherId creator, Instant at) {
    jdbc.sql(
            """
            INSERT INTO payer_binding (workspace, kind, payer, bound_from)
            VALUES (:workspace, 'CREDIT', :creator, :at)
            """)
        .param("workspace", workspace.value())
        .param("creator", creator.toString())
        .param("at", Timestamp.from(at))
        .update();
  }

  /** Whose credit a workspace lives on now; empty where a billing account pays. */
  public Optional<ResearcherId> whoseCreditPays(WorkspaceId workspace) {
    return jdbc.sql(
            """
            SELECT payer FROM payer_binding
             WHERE workspace = :workspace AND kind = 'CREDIT' AND bound_to IS NULL
            """)
        .param("workspace", workspace.value())
        .query(String.class)
        .optional()
        .map(researcher -> new ResearcherId(UUID.fromString(researcher)));
  }

  /** Whose pool settles what a workspace uses, also where a billing account pays now. */
  public ResearcherId poolOf(WorkspaceId workspace) {
    return new ResearcherId(
        UUID.fromString(
            jdbc.sql(
                    """
                    SELECT payer FROM payer_binding WHERE workspace = :workspace AND kind = 'CREDIT'
                     ORDER BY bound_from LIMIT 1
                    """)
                .param("workspace", workspace.value())
                .query(String.class)
                .single()));
  }

  /** The payers of every workspace that a pool settles, each from a whole second on. */
  public Map<WorkspaceId, Timeline<Payer>> settledBy(ResearcherId pool) {
    Map<WorkspaceId, Timeline<Payer>> timelines = new HashMap<>();
    jdbc.sql(
            """
            SELECT b.workspace, b.kind, b.payer, b.bound_from
              FROM payer_binding o JOIN payer_binding b ON b.workspace = o.workspace
             WHERE o.kind = 'CREDIT' AND o.payer = :pool
               AND NOT EXISTS (SELECT 1 FROM payer_binding e
                                WHERE e.workspace = o.workspace AND e.bound_from < o.bound_from)
             ORDER BY b.workspace, b.bound_from
            """)
        .param("pool", pool.toString())
        .query(row -> {
          WorkspaceId workspace = new WorkspaceId(row.getObject("workspace", UUID.class));
          Timeline<Payer> known = timelines.get(workspace);
          timelines.put(
              workspace,
              known == null
                  ? Timeline.<Payer>empty().from(Instant.MIN, payer(row)) // clocks may disagree
                  : known.from(
                      Interval.floor(row.getTimestamp("bound_from").toInstant()), payer(row)));
        });
    return timelines;
  }

  /** The workspaces a pool is to pay for at an instant. */
  public Set<WorkspaceId> onCredit(ResearcherId pool, Instant at) {
    return settledBy(pool).entrySet().stream()
        .filter(bound -> bound.getValue().at(at).orElseThrow() instanceof Payer.CreditPool)
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private static Payer payer(ResultSet row) throws SQLException {
    String payer = row.getString("payer");
    return switch (row.getString("kind")) {
      case "CREDIT" -> new Payer.CreditPool(new ResearcherId(UUID.fromString(payer)));
      case "BILLING_ACCOUNT" -> new Payer.LinkedAccount(new BillingAccountId(payer));
      default -> throw new IllegalArgumentException("no kind of payer: " + row.getString("kind"));
    };
  }
}
