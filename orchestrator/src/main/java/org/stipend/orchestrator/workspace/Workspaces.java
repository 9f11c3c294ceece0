package org.stipend.orchestrator.workspace;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.WorkspaceRole;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.audit.AuditEntry;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.command.Commands;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;

/** A workspace has an owner and a payer from the instant it exists. */
@Component
final class Workspaces {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Commands commands;
  private final Access access;
  private final PayerTable payers;
  private final Audit audit;
  private final Changes changes;
  private final InstantSource clock;
  private final WorkspaceViews views;

  Workspaces(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Commands commands,
      Access access,
      PayerTable payers,
      Audit audit,
      Changes changes,
      InstantSource clock,
      WorkspaceViews views) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.commands = commands;
    this.access = access;
    this.payers = payers;
    this.audit = audit;
    this.changes = changes;
    this.clock = clock;
    this.views = views;
  }

  WorkspaceView create(Caller caller, @Nullable String key, CreateWorkspace asked) {
    CreateWorkspace wanted = asked.stripped();
    return commands.once(
        caller,
        "create-workspace",
        key,
        wanted,
        WorkspaceView.class,
        () -> {
          Instant now = clock.instant();
          WorkspaceId id = new WorkspaceId(UUID.randomUUID());
          insert(id, caller, wanted, now);
          insertOwner(id, caller, now);
          payers.bindToCreator(id, caller.researcher(), now);
          audit.record(
              AuditEntry.created(
                      now, caller.id(), "CREATE_WORKSPACE", "workspace", id.value(), wanted)
                  .in(id.value()));
          changes.changed(Kind.WORKSPACE, id.value());
          return views.find(caller, id, now).orElseThrow();
        });
  }

  Page<WorkspaceView> mine(Caller caller, Paging paging) {
    return views.list(caller, false, paging, clock.instant());
  }

  /** Every workspace there is, for who watches over them. */
  Page<WorkspaceView> all(Caller caller, Paging paging) {
    if (!Access.seesAll(caller)) {
      throw Problem.forbidden();
    }
    return views.list(caller, true, paging, clock.instant());
  }

  WorkspaceView one(Caller caller, WorkspaceId id) {
    access.require(caller, id, Right.VIEW);
    return views.find(caller, id, clock.instant()).orElseThrow(Problem::notFound);
  }

  /** The same again changes nothing; what somebody else has changed stays. */
  WorkspaceView change(Caller caller, WorkspaceId id, ChangeWorkspace asked) {
    ChangeWorkspace wanted = asked.stripped();
    try {
      return transactions.execute(status -> {
        access.require(caller, id, Right.OWN);
        Instant now = clock.instant();
        WorkspaceView before = views.find(caller, id, now).orElseThrow(Problem::notFound);
        if (wanted.says(before)) { // also who asks again because the answer was lost
          return before;
        }
        update(id, wanted);
        audit.record(changed(caller, id, before, wanted, now));
        changes.changed(Kind.WORKSPACE, id.value());
        return views.find(caller, id, now).orElseThrow(Problem::notFound);
      });
    } catch (DuplicateKeyException e) {
      throw Problem.conflict(
          "WORKSPACE_NAME_TAKEN",
          "Its creator has a workspace named “" + wanted.name() + "” already.",
          "Choose another name.");
    }
  }

  private static AuditEntry changed(
      Caller caller, WorkspaceId id, WorkspaceView before, ChangeWorkspace wanted, Instant now) {
    return new AuditEntry(
        now,
        caller.id(),
        "CHANGE_WORKSPACE",
        "workspace",
        id.value(),
        id.value(),
        null,
        new ChangeWorkspace(before.name(), before.description(), before.version()),
        wanted);
  }

  private void update(WorkspaceId id, ChangeWorkspace wanted) {
    int updated =
        jdbc.sql(
                """
                UPDATE workspace
                   SET name = :name, description = :description, version = version + 1
                 WHERE id = :id AND version = :version
                """)
            .param("id", id.value())
            .param("name", wanted.name())
            .param("description", wanted.description())
            .param("version", wanted.version())
            .update();
    if (updated == 0) {
      throw Problem.conflict(
          "WORKSPACE_CHANGED",
          "Somebody else has changed this workspace meanwhile; nothing of yours was saved.",
          "Look at what it says now, then save again.");
    }
  }

  private void insert(WorkspaceId id, Caller creator, CreateWorkspace wanted, Instant now) {
    int inserted =
        jdbc.sql(
                """
                INSERT INTO workspace (id, name, description, creator, created_at)
                VALUES (:id, :name, :description, :creator, :now)
                ON CONFLICT (creator, lower(name)) WHERE deleted_at IS NULL DO NOTHING
                """)
            .param("id", id.value())
            .param("name", wanted.name())
            .param("description", wanted.description())
            .param("creator", creator.id())
            .param("now", Timestamp.from(now))
            .update();
    if (inserted == 0) {
      throw Problem.conflict(
          "WORKSPACE_NAME_TAKEN",
          "You have a workspace named “" + wanted.name() + "” already.",
          "Choose another name, or open the one you have.");
    }
  }

  private void insertOwner(WorkspaceId id, Caller owner, Instant now) {
    jdbc.sql(
            """
            INSERT INTO workspace_member (workspace, person, role, since)
            VALUES (:workspace, :person, :role, :now)
            """)
        .param("workspace", id.value())
        .param("person", owner.id())
        .param("role", WorkspaceRole.OWNER.name())
        .param("now", Timestamp.from(now))
        .update();
  }
}
