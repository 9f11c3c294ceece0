package org.stipend.orchestrator.workspace;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.Grace;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Departures;
import org.stipend.orchestrator.access.People;
import org.stipend.orchestrator.access.Person;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.access.WorkspaceRole;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.audit.AuditEntry;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.notice.News;
import org.stipend.orchestrator.notice.Notices;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.web.Problem;

/**
 * Who works in a workspace, as its owners say. It always has an owner, and who pays for it stays
 * one. Whoever loses the right to work is told so by {@link Departures} in the same transaction.
 */
@Component
final class Members {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Access access;
  private final People people;
  private final PayerTable payers;
  private final Audit audit;
  private final Changes changes;
  private final List<Departures> departures;
  private final Notices notices;
  private final MemberViews views;
  private final InstantSource clock;

  Members(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Access access,
      People people,
      PayerTable payers,
      Audit audit,
      Changes changes,
      List<Departures> departures,
      Notices notices,
      MemberViews views,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.access = access;
    this.people = people;
    this.payers = payers;
    this.audit = audit;
    this.changes = changes;
    this.departures = departures;
    this.notices = notices;
    this.views = views;
    this.clock = clock;
  }

  /** Makes somebody a member, or another kind of one; the same again changes nothing. */
  MemberView put(Caller caller, WorkspaceId workspace, UUID person, WorkspaceRole role) {
    return transactions.execute(status -> {
      lock(workspace);
      access.require(caller, workspace, Right.OWN);
      WorkspaceRole before = roleOf(workspace, person);
      if (before == null) {
        requireResearcher(person);
      } else if (role != before) {
        refuseLoss(workspace, person, before);
      }
      if (role != before) {
        write(workspace, person, role);
        tell(caller, workspace, person, before, role);
      }
      return views.one(caller, workspace, person);
    });
  }

  /** Whoever is no member already is let be none. */
  void remove(Caller caller, WorkspaceId workspace, UUID person) {
    transactions.executeWithoutResult(status -> {
      lock(workspace);
      WorkspaceRole before = roleOf(workspace, person);
      boolean leaves = person.equals(caller.id());
      if (!leaves || before != null) { // who has left may ask again: the answer was lost
        access.require(caller, workspace, leaves ? Right.VIEW : Right.OWN);
      }
      if (before != null) {
        refuseLoss(workspace, person, before);
        delete(workspace, person);
        tell(caller, workspace, person, before, null);
      }
    });
  }

  private void requireResearcher(UUID person) {
    Person found = people.find(person).filter(one -> !one.disabled()).orElse(null);
    if (found == null || !found.roles().contains(Role.RESEARCHER)) {
      throw Problem.conflict(
          "NO_RESEARCHER",
          "Only researchers who have signed in once can become members.",
          "Ask them to sign in, then search for them again.");
    }
  }

  private void refuseLoss(WorkspaceId workspace, UUID person, WorkspaceRole before) {
    // first who would next: they may take over meanwhile
    if (payers.successorOf(workspace).filter(next -> next.by().equals(person)).isPresent()) {
      throw Problem.conflict(
          "MEMBER_PAYS",
          "A billing account of this person takes over when the credit ends, so they stay an owner.",
          "Choose another account for that first, or none.");
    }
    if (payers.of(workspace).by().equals(person)) {
      throw Problem.conflict(
          "MEMBER_PAYS",
          "This person pays for the workspace, so they stay its owner.",
          "Let another owner's billing account pay first; or if nothing of it is needed any more, delete it.");
    }
    if (before == WorkspaceRole.OWNER && owners(workspace) == 1) {
      throw Problem.conflict(
          "LAST_OWNER",
          "A workspace always has an owner, and this is the last one.",
          "Make somebody else an owner first.");
    }
  }

  private void tell(
      Caller caller,
      WorkspaceId workspace,
      UUID person,
      @Nullable WorkspaceRole before,
      @Nullable WorkspaceRole after) {
    Instant now = clock.instant();
    String action =
        before == null ? "ADD_MEMBER" : after == null ? "REMOVE_MEMBER" : "CHANGE_MEMBER";
    audit.record(
        new AuditEntry(
            now,
            caller.id(),
            action,
            "person",
            person,
            workspace.value(),
            null,
            before == null ? null : Map.of("role", before),
            after == null ? null : Map.of("role", after)));
    changes.changed(Kind.WORKSPACE, workspace.value());
    changes.changed(Kind.PERSON, person); // who is no member hears nothing of the workspace
    tellPeople(caller, workspace, person, before, after, now);
    boolean worked = before != null && before.works();
    boolean works = after != null && after.works();
    if (worked && !works) {
      departures.forEach(one -> one.mayNoLongerWork(person, workspace, now));
    } else if (works && !worked) {
      departures.forEach(one -> one.mayWorkAgain(person, workspace));
    }
  }

  /**
   * Nobody is told of what they did themselves, but who can no longer work hears up to when their
   * disks are kept, and so do the owners.
   */
  private void tellPeople(
      Caller caller,
      WorkspaceId workspace,
      UUID person,
      @Nullable WorkspaceRole before,
      @Nullable WorkspaceRole after,
      Instant now) {
    boolean themselves = person.equals(caller.id());
    boolean losesWork = before != null && before.works() && (after == null || !after.works());
    Instant until = losesWork ? Grace.until(now, now) : null;
    News news = news(caller, workspace, person, before, after, until, now);
    if (!themselves || losesWork) {
      notices.tell(news, List.of(person));
    }
    if (after == null || losesWork) {
      notices.tellOwners(news, List.of(person, caller.id()));
    }
  }

  private News news(
      Caller caller,
      WorkspaceId workspace,
      UUID person,
      @Nullable WorkspaceRole before,
      @Nullable WorkspaceRole after,
      @Nullable Instant until,
      Instant now) {
    String name = people.find(person).map(Person::name).orElseThrow();
    if (after == null) {
      String by = person.equals(caller.id()) ? null : caller.name();
      return News.removed(workspace, person, name, by, until, now);
    }
    return before == null
        ? News.invited(workspace, person, after.name(), caller.name(), now)
        : News.roleChanged(
            workspace, person, name, before.name(), after.name(), caller.name(), until, now);
  }

  /** Two owners who remove each other would leave none. */
  private void lock(WorkspaceId workspace) {
    jdbc.sql("SELECT 1 FROM workspace WHERE id = :id FOR NO KEY UPDATE")
        .param("id", workspace.value())
        .query(row -> {});
  }

  private @Nullable WorkspaceRole roleOf(WorkspaceId workspace, UUID person) {
    return jdbc.sql(
            "SELECT role FROM workspace_member WHERE workspace = :workspace AND person = :person")
        .param("workspace", workspace.value())
        .param("person", person)
        .query(String.class)
        .optional()
        .map(WorkspaceRole::valueOf)
        .orElse(null);
  }

  private long owners(WorkspaceId workspace) {
    return jdbc.sql(
            "SELECT count(*) FROM workspace_member WHERE workspace = :workspace AND role = 'OWNER'")
        .param("workspace", workspace.value())
        .query(Long.class)
        .single();
  }

  private void write(WorkspaceId workspace, UUID person, WorkspaceRole role) {
    jdbc.sql(
            """
            WITH kept AS (DELETE FROM former_cap WHERE workspace = :workspace AND person = :person
                          RETURNING cap_nanos, capped_at)
            INSERT INTO workspace_member (workspace, person, role, since, cap_nanos, capped_at)
            VALUES (:workspace, :person, :role, :now,
                    (SELECT cap_nanos FROM kept), (SELECT capped_at FROM kept))
            ON CONFLICT (workspace, person) DO UPDATE SET role = excluded.role
            """)
        .param("workspace", workspace.value())
        .param("person", person)
        .param("role", role.name())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** What whoever pays lets them spend is remembered: leaving does not lift it. */
  private void delete(WorkspaceId workspace, UUID person) {
    jdbc.sql(
            """
            WITH gone AS (DELETE FROM workspace_member
                           WHERE workspace = :workspace AND person = :person
                          RETURNING workspace, person, cap_nanos, capped_at)
            INSERT INTO former_cap (workspace, person, cap_nanos, capped_at)
            SELECT workspace, person, cap_nanos, capped_at FROM gone WHERE cap_nanos IS NOT NULL
            """)
        .param("workspace", workspace.value())
        .param("person", person)
        .update();
  }
}
