package org.stipend.orchestrator.payer;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;

/**
 * The payer of each workspace: exactly one at any instant. The first is the credit of its creator,
 * whose pool settles it for ever.
 */
@Component
public final class PayerTable {

  private static final String BOUND =
      """
      SELECT workspace FROM payer_binding
       WHERE kind = 'BILLING_ACCOUNT' AND payer = :account AND bound_to IS NULL
      """;

  private static final String NEXT =
      """
      SELECT workspace FROM payer_successor WHERE account = :account AND ready_to IS NULL
      """;

  private final JdbcClient jdbc;

  PayerTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Inside the transaction that creates the workspace. */
  public void bindToCreator(WorkspaceId workspace, ResearcherId creator, Instant at) {
    insert(workspace, new Payer.CreditPool(creator), creator.value(), at, false);
  }

  /**
   * Another payer from now on.
   *
   * @param by who pays by it
   */
  public void bind(WorkspaceId workspace, Payer payer, UUID by, Instant at) {
    bind(workspace, payer, by, at, false);
  }

  /**
   * The account that was ready when the credit ended, in which second it pays already: bound from
   * the next one on.
   */
  public void takeOver(WorkspaceId workspace, Payer.LinkedAccount heir, UUID by, Instant ended) {
    bind(workspace, heir, by, ended.plusSeconds(1), true);
  }

  private void bind(WorkspaceId workspace, Payer payer, UUID by, Instant at, boolean tookOver) {
    Timestamp from = // after it was bound before, also where clocks disagree
        jdbc.sql(
                """
                UPDATE payer_binding SET bound_to = greatest(:at, bound_from + interval '1 microsecond')
                 WHERE workspace = :workspace AND bound_to IS NULL
                RETURNING bound_to
                """)
            .param("workspace", workspace.value())
            .param("at", Timestamp.from(at))
            .query(Timestamp.class)
            .single();
    insert(workspace, payer, by, from.toInstant(), tookOver);
  }

  private void insert(WorkspaceId workspace, Payer payer, UUID by, Instant at, boolean tookOver) {
    jdbc.sql(
            """
            INSERT INTO payer_binding (workspace, kind, payer, bound_by, bound_from, took_over)
            VALUES (:workspace, :kind, :payer, :by, :at, :tookOver)
            """)
        .param("workspace", workspace.value())
        .param("kind", payer instanceof Payer.CreditPool ? "CREDIT" : "BILLING_ACCOUNT")
        .param("payer", name(payer))
        .param("by", by)
        .param("at", Timestamp.from(at))
        .param("tookOver", tookOver)
        .update();
  }

  private static String name(Payer payer) {
    return switch (payer) {
      case Payer.CreditPool credit -> credit.owner().toString();
      case Payer.LinkedAccount linked -> linked.account().value();
      case Payer.Platform _, Payer.Orphan _ ->
          throw new IllegalArgumentException("nothing is bound to " + payer);
    };
  }

  static Payer payer(String kind, String payer) {
    return switch (kind) {
      case "CREDIT" -> new Payer.CreditPool(new ResearcherId(UUID.fromString(payer)));
      case "BILLING_ACCOUNT" -> new Payer.LinkedAccount(new BillingAccountId(payer));
      default -> throw new IllegalArgumentException("no kind of payer: " + kind);
    };
  }

  /** Who pays for a workspace now. */
  public Binding of(WorkspaceId workspace) {
    return jdbc.sql(
            """
            SELECT kind, payer, bound_by, bound_from FROM payer_binding
             WHERE workspace = :workspace AND bound_to IS NULL
            """)
        .param("workspace", workspace.value())
        .query((row, n) ->
            new Binding(
                payer(row.getString("kind"), row.getString("payer")),
                row.getObject("bound_by", UUID.class),
                row.getTimestamp("bound_from").toInstant()))
        .single();
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

  // ---- what follows when the credit ends

  public Optional<Successor> successorOf(WorkspaceId workspace) {
    return jdbc.sql(
            """
            SELECT account, chosen_by, ready_from FROM payer_successor
             WHERE workspace = :workspace AND ready_to IS NULL
            """)
        .param("workspace", workspace.value())
        .query((row, n) ->
            new Successor(
                new BillingAccountId(row.getString("account")),
                row.getObject("chosen_by", UUID.class),
                row.getTimestamp("ready_from").toInstant()))
        .optional();
  }

  /** From now on this account takes over, in place of one that would have. */
  public void makeReady(WorkspaceId workspace, BillingAccountId account, UUID by, Instant at) {
    forgetSuccessor(workspace, at);
    jdbc.sql(
            """
            INSERT INTO payer_successor (workspace, account, chosen_by, ready_from)
            SELECT :workspace, :account, :by, greatest(:at, max(ready_to))
              FROM payer_successor WHERE workspace = :workspace
            """)
        .param("workspace", workspace.value())
        .param("account", account.value())
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** From now on nobody takes over. */
  public void forgetSuccessor(WorkspaceId workspace, Instant at) {
    jdbc.sql(
            """
            UPDATE payer_successor SET ready_to = greatest(:at, ready_from + interval '1 microsecond')
             WHERE workspace = :workspace AND ready_to IS NULL
            """)
        .param("workspace", workspace.value())
        .param("at", Timestamp.from(at))
        .update();
  }

  // ---- what depends on a billing account

  /** The pools that settle what is bound to an account, or counts on it. */
  public Set<ResearcherId> poolsOn(BillingAccountId account) {
    return pools(workspaces(account, BOUND + " UNION " + NEXT));
  }

  /** The pools that settle what an account is to take over. */
  public Set<ResearcherId> nextFor(BillingAccountId account) {
    return pools(workspaces(account, NEXT));
  }

  public List<WorkspaceId> boundTo(BillingAccountId account) {
    return workspaces(account, BOUND);
  }

  /** What an account is to take over. */
  public List<WorkspaceId> countingOn(BillingAccountId account) {
    return workspaces(account, NEXT);
  }

  /** Who chose that it pays for a workspace, or does next. */
  public Set<UUID> choosersOf(BillingAccountId account) {
    return Set.copyOf(
        jdbc.sql(
                """
                SELECT bound_by FROM payer_binding
                 WHERE kind = 'BILLING_ACCOUNT' AND payer = :account AND bound_to IS NULL
                UNION
                SELECT chosen_by FROM payer_successor WHERE account = :account AND ready_to IS NULL
                """)
            .param("account", account.value())
            .query(UUID.class)
            .list());
  }

  private Set<ResearcherId> pools(List<WorkspaceId> workspaces) {
    return Set.copyOf(workspaces.stream().map(this::poolOf).toList());
  }

  private List<WorkspaceId> workspaces(BillingAccountId account, String which) {
    return jdbc.sql(which).param("account", account.value()).query(UUID.class).stream()
        .map(WorkspaceId::new)
        .toList();
  }
}
