package org.stipend.orchestrator.workspace;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.Payer;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.audit.AuditEntry;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.payer.Binding;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.web.Problem;

/**
 * How much of their credit whoever pays lets a member spend. It decides what may start, and stops
 * nothing that runs.
 */
@Component
final class MemberCaps {

  private static final Money MOST = Money.ofDollars(1_000_000);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Access access;
  private final PayerTable payers;
  private final Audit audit;
  private final Changes changes;
  private final MemberViews views;
  private final InstantSource clock;

  MemberCaps(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Access access,
      PayerTable payers,
      Audit audit,
      Changes changes,
      MemberViews views,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.access = access;
    this.payers = payers;
    this.audit = audit;
    this.changes = changes;
    this.views = views;
    this.clock = clock;
  }

  /** The same again changes nothing. */
  MemberView put(Caller caller, WorkspaceId workspace, UUID person, Money amount) {
    if (amount.isNegative() || amount.isMoreThan(MOST)) {
      throw Problem.invalid(
          "A cap is between $0 and $1,000,000.", "Choose another amount, or remove the cap.");
    }
    return transactions.execute(status -> {
      change(caller, workspace, person, amount);
      return views.one(caller, workspace, person);
    });
  }

  void remove(Caller caller, WorkspaceId workspace, UUID person) {
    transactions.executeWithoutResult(status -> change(caller, workspace, person, null));
  }

  private void change(Caller caller, WorkspaceId workspace, UUID person, @Nullable Money cap) {
    access.require(caller, workspace, Right.VIEW);
    requirePayer(caller, workspace);
    Money before = locked(workspace, person).orElseThrow(Problem::notFound).cap();
    if (person.equals(caller.id())) {
      throw Problem.conflict(
          "MEMBER_PAYS",
          "It is your own credit: there is nobody it has to be kept for.",
          "Cap another member.");
    }
    if (!Objects.equals(before, cap)) {
      write(workspace, person, cap);
      tell(caller, workspace, person, before, cap);
    }
  }

  private void requirePayer(Caller caller, WorkspaceId workspace) {
    Binding bound = payers.of(workspace);
    if (!isCreditOf(caller, bound)) {
      throw Problem.forbidden(
          "NOT_PAYER",
          "Only whose credit pays for the workspace says how much of it others may spend.",
          bound.isCredit()
              ? "Ask whose credit pays."
              : "A billing account pays here: its owner sets budgets there.");
    }
  }

  static boolean isCreditOf(Caller caller, Binding bound) {
    return bound.payer().equals(new Payer.CreditPool(caller.researcher()));
  }

  private record Capped(@Nullable Money cap) {}

  /** A launch of theirs that is under way is decided by the cap it began with. */
  private Optional<Capped> locked(WorkspaceId workspace, UUID person) {
    return jdbc.sql(
            """
            SELECT cap_nanos FROM workspace_member
             WHERE workspace = :workspace AND person = :person FOR UPDATE
            """)
        .param("workspace", workspace.value())
        .param("person", person)
        .query((row, n) -> new Capped(MemberViews.money(row, "cap_nanos")))
        .optional();
  }

  private void write(WorkspaceId workspace, UUID person, @Nullable Money cap) {
    jdbc.sql(
            """
            UPDATE workspace_member SET cap_nanos = :cap, capped_at = :at, cap_told = false
             WHERE workspace = :workspace AND person = :person
            """)
        .param("cap", cap == null ? null : cap.nanos())
        .param("at", cap == null ? null : Timestamp.from(clock.instant()))
        .param("workspace", workspace.value())
        .param("person", person)
        .update();
  }

  private void tell(
      Caller caller,
      WorkspaceId workspace,
      UUID person,
      @Nullable Money before,
      @Nullable Money after) {
    Instant now = clock.instant();
    audit.record(
        new AuditEntry(
            now,
            caller.id(),
            after == null ? "UNCAP_MEMBER" : "CAP_MEMBER",
            "person",
            person,
            workspace.value(),
            null,
            before == null ? null : Map.of("cap", before.toString()),
            after == null ? null : Map.of("cap", after.toString())));
    changes.changed(Kind.WORKSPACE, workspace.value());
    changes.changed(Kind.PERSON, person);
  }
}
