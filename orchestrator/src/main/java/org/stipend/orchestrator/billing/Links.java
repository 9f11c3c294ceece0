package org.stipend.orchestrator.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.billing.workflow.LinkStep;
import org.stipend.orchestrator.engine.Outbox;

/** Which account the project of each workspace is to be linked to. */
@Component
final class Links {

  /** A wish that begins at its first step. */
  private static final String ANEW =
      """
      generation = project_link.generation + 1, state = 'LINKING', wanted_at = :now, checked_at = NULL,
      linked_at = NULL, confirmed_at = NULL, failed_at = NULL, attempts = 0, code = NULL
      """;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final BillingAccounts accounts;

  Links(JdbcClient jdbc, Outbox outbox, BillingAccounts accounts) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.accounts = accounts;
  }

  /**
   * Inside the caller's transaction: the project follows after it. Nothing is asked of the cloud
   * where it is linked like that already, or on its way; what failed is tried again.
   *
   * @param account one that somebody has registered; null: the programme's own
   */
  void want(WorkspaceId workspace, @Nullable BillingAccountId account, Instant now) {
    wanted(workspace, account, now)
        .ifPresent(generation -> {
          outbox.poke(LinkEntity.KIND, workspace.value(), generation);
          if (account != null) {
            accounts.check(account);
          }
        });
  }

  /** What failed is tried again; anything else stays as it is. */
  void retry(WorkspaceId workspace, Instant now) {
    jdbc.sql(
            """
            UPDATE project_link SET %s WHERE workspace = :workspace AND state = 'FAILED'
            RETURNING generation
            """
                .formatted(ANEW))
        .param("workspace", workspace.value())
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional()
        .ifPresent(generation -> outbox.poke(LinkEntity.KIND, workspace.value(), generation));
  }

  /** The new generation. A project that never was linked is the programme's. */
  private Optional<Long> wanted(
      WorkspaceId workspace, @Nullable BillingAccountId account, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO project_link (workspace, account, state, wanted_at)
            SELECT :workspace, :account::uuid, 'LINKING', :now
             WHERE :account::uuid IS NOT NULL
                OR EXISTS (SELECT 1 FROM project_link WHERE workspace = :workspace)
            ON CONFLICT (workspace) DO UPDATE
               SET account = excluded.account, %s
             WHERE project_link.account IS DISTINCT FROM excluded.account
                OR project_link.state = 'FAILED'
            RETURNING generation
            """
                .formatted(ANEW))
        .param("workspace", workspace.value())
        .param("account", account == null ? null : BillingAccounts.idOf(account))
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  /** Empty where the project never was anybody's but the programme's. */
  Optional<LinkView> view(WorkspaceId workspace) {
    return jdbc.sql(
            """
            SELECT a.account, l.state, l.wanted_at, l.checked_at, l.linked_at, l.confirmed_at,
                   l.attempts, l.code
              FROM project_link l LEFT JOIN billing_account a ON a.id = l.account
             WHERE l.workspace = :workspace
            """)
        .param("workspace", workspace.value())
        .query(Links::view)
        .optional();
  }

  private static LinkView view(ResultSet rs, int number) throws SQLException {
    String account = rs.getString("account");
    String code = rs.getString("code");
    Stream<LinkView.Step> ofAnAccount =
        account == null ? Stream.of() : Stream.of(step(rs, LinkStep.CHECK_ACCOUNT, "checked_at"));
    return new LinkView(
        account,
        LinkView.State.valueOf(rs.getString("state")),
        rs.getTimestamp("wanted_at").toInstant(),
        Stream.concat(
                ofAnAccount,
                Stream.of(
                    step(rs, LinkStep.LINK_PROJECT, "linked_at"),
                    step(rs, LinkStep.CONFIRM_BILLING, "confirmed_at")))
            .toList(),
        rs.getInt("attempts"),
        code == null ? null : Obstacles.ofLink(code));
  }

  private static LinkView.Step step(ResultSet rs, LinkStep name, String column)
      throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return new LinkView.Step(name, at == null ? null : at.toInstant());
  }
}
