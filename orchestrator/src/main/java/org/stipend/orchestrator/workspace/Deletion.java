package org.stipend.orchestrator.workspace;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Deletions;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.audit.AuditEntry;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.payer.PayerTable;

/**
 * The end of a workspace, in whatever state it is, with all that is in it. From there on nobody
 * finds it; its members, its payer and its name stay for the books.
 */
@Component
final class Deletion {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Access access;
  private final DeletionViews views;
  private final PayerTable payers;
  private final List<Deletions> deletions;
  private final Audit audit;
  private final Changes changes;
  private final InstantSource clock;

  Deletion(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Access access,
      DeletionViews views,
      PayerTable payers,
      List<Deletions> deletions,
      Audit audit,
      Changes changes,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.access = access;
    this.views = views;
    this.payers = payers;
    this.deletions = deletions;
    this.audit = audit;
    this.changes = changes;
    this.clock = clock;
  }

  /** What would be lost now. */
  DeletionView look(Caller caller, WorkspaceId workspace) {
    access.require(caller, workspace, Right.OWN);
    return views.of(workspace, clock.instant());
  }

  /**
   * The same again changes nothing. Takes no turn at the pool and asks for no credit: a workspace
   * can be left however busy or empty the pool is.
   */
  void delete(Caller caller, WorkspaceId workspace) {
    transactions.executeWithoutResult(status -> {
      if (lock(workspace) && isOwner(caller, workspace)) {
        return; // who asks again because the answer was lost
      }
      access.require(caller, workspace, Right.OWN);
      Instant now = clock.instant();
      DeletionView lost = views.of(workspace, now);
      mark(workspace, now);
      payers.forgetSuccessor(workspace, now);
      deletions.forEach(one -> one.deleted(workspace, now));
      audit.record(
          new AuditEntry(
              now,
              caller.id(),
              "DELETE_WORKSPACE",
              "workspace",
              workspace.value(),
              workspace.value(),
              null,
              lost,
              null));
      changes.changed(Kind.WORKSPACE, workspace.value());
    });
  }

  /**
   * Whoever begins something in it or changes its members waits. True where it is deleted already.
   */
  private boolean lock(WorkspaceId workspace) {
    return jdbc.sql("SELECT deleted_at IS NOT NULL FROM workspace WHERE id = :id FOR NO KEY UPDATE")
        .param("id", workspace.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  private boolean isOwner(Caller caller, WorkspaceId workspace) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM workspace_member
                            WHERE workspace = :workspace AND person = :person AND role = 'OWNER')
            """)
        .param("workspace", workspace.value())
        .param("person", caller.id())
        .query(Boolean.class)
        .single();
  }

  private void mark(WorkspaceId workspace, Instant now) {
    jdbc.sql("UPDATE workspace SET deleted_at = :now WHERE id = :id")
        .param("now", Timestamp.from(now))
        .param("id", workspace.value())
        .update();
  }
}
