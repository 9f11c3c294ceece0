package org.stipend.orchestrator.billing;

import io.temporal.spring.boot.ActivityImpl;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.TaskQueues;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.billing.workflow.LinkLedger;
import org.stipend.orchestrator.billing.workflow.LinkProgress;
import org.stipend.orchestrator.billing.workflow.LinkSetback;
import org.stipend.orchestrator.billing.workflow.LinkSnapshot;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;

/** What {@code link/<workspace>} reads and writes. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class LinkActivities implements LinkLedger {

  private static final Logger log = LoggerFactory.getLogger(LinkActivities.class);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final PayerNews news;
  private final Changes changes;
  private final InstantSource clock;
  private final BillingQueue queue;

  LinkActivities(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      PayerNews news,
      Changes changes,
      InstantSource clock,
      BillingQueue queue) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.news = news;
    this.changes = changes;
    this.clock = clock;
    this.queue = queue;
  }

  @Override
  public LinkSnapshot load(UUID workspace) {
    return jdbc.sql(
            """
            SELECT l.generation, l.state = 'LINKING' AS pending, a.account,
                   l.checked_at IS NOT NULL AS checked, l.linked_at IS NOT NULL AS linked
              FROM project_link l LEFT JOIN billing_account a ON a.id = l.account
             WHERE l.workspace = :workspace
            """)
        .param("workspace", workspace)
        .query((rs, row) ->
            new LinkSnapshot(
                workspace,
                rs.getLong("generation"),
                rs.getBoolean("pending"),
                rs.getString("account"),
                rs.getBoolean("checked"),
                rs.getBoolean("linked"),
                queue.name()))
        .single();
  }

  @Override
  public void progress(LinkProgress progress) {
    String step =
        switch (progress.done()) {
          case CHECK_ACCOUNT -> "checked_at = :now";
          case LINK_PROJECT -> "linked_at = :now";
          case CONFIRM_BILLING ->
              """
              linked_at = coalesce(linked_at, :now), confirmed_at = :now, state = 'LINKED',
              attempts = attempts + 1
              """;
        };
    transactions.executeWithoutResult(
        status -> write(progress.workspace(), progress.generation(), step + ", code = NULL"));
  }

  @Override
  public void setback(LinkSetback setback) {
    String step = "attempts = attempts + 1, code = '%s'".formatted(setback.problem());
    String end = setback.last() ? ", state = 'FAILED', failed_at = :now" : "";
    boolean failed =
        Boolean.TRUE.equals(
            transactions.execute(status ->
                write(setback.workspace(), setback.generation(), step + end) && gaveUp(setback)));
    if (failed) {
      log.atWarn()
          .addKeyValue("workspace", setback.workspace())
          .addKeyValue("code", setback.problem())
          .log("A project could not be linked to its billing account");
    }
  }

  private boolean gaveUp(LinkSetback setback) {
    if (setback.last()) {
      news.linkFailed(
          new WorkspaceId(setback.workspace()), setback.problem().name(), clock.instant());
    }
    return setback.last();
  }

  /** False where a newer wish has taken its place, or this one has ended. */
  private boolean write(UUID workspace, long generation, String what) {
    boolean written =
        jdbc.sql(
                    "UPDATE project_link SET "
                        + what
                        + """
                         WHERE workspace = :workspace AND generation = :generation
                           AND state = 'LINKING'
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("workspace", workspace)
                .param("generation", generation)
                .update()
            == 1;
    if (written) {
      changes.changed(Kind.WORKSPACE, workspace);
    }
    return written;
  }
}
