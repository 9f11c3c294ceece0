package org.stipend.orchestrator.billing;

import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.audit.AuditEntry;
import org.stipend.orchestrator.web.Problem;

/** What people do with billing accounts, each in one transaction. */
@Component
final class BillingCommands {

  private static final int MOST_ACCOUNTS = 20;

  private final TransactionTemplate transactions;
  private final BillingAccounts accounts;
  private final Links links;
  private final FunderViews funders;
  private final Access access;
  private final Audit audit;
  private final InstantSource clock;

  BillingCommands(
      TransactionTemplate transactions,
      BillingAccounts accounts,
      Links links,
      FunderViews funders,
      Access access,
      Audit audit,
      InstantSource clock) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.links = links;
    this.funders = funders;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  FunderView register(Caller caller, BillingAccountId account) {
    return transactions.execute(status -> {
      if (accounts.find(caller.id(), account).isEmpty()) {
        refuseTooMany(caller);
        record(caller, "REGISTER_BILLING_ACCOUNT", account);
      }
      accounts.register(caller.id(), account, clock.instant());
      return funders.one(caller, account);
    });
  }

  /** Whom the account does not name and who never chose it is not told what pays with it. */
  void forget(Caller caller, BillingAccountId account) {
    transactions.executeWithoutResult(status ->
        accounts
            .find(caller.id(), account)
            .ifPresent(row -> {
              if (row.named() || accounts.wasChosenBy(caller.id(), account)) {
                refuseUse(account);
              }
              accounts.forget(caller.id(), account);
              record(caller, "FORGET_BILLING_ACCOUNT", account);
            }));
  }

  LinkView link(Caller caller, WorkspaceId workspace) {
    access.require(caller, workspace, Right.VIEW);
    return links.view(workspace).orElseThrow(Problem::notFound);
  }

  LinkView retry(Caller caller, WorkspaceId workspace) {
    return transactions.execute(status -> {
      access.require(caller, workspace, Right.OWN);
      links.retry(workspace, clock.instant());
      return links.view(workspace).orElseThrow(Problem::notFound);
    });
  }

  private void refuseTooMany(Caller caller) {
    if (accounts.of(caller.id()).size() >= MOST_ACCOUNTS) {
      throw Problem.conflict(
          "TOO_MANY_ACCOUNTS",
          "You have registered %d billing accounts, and no more are kept.".formatted(MOST_ACCOUNTS),
          "Forget one that you do not need.");
    }
  }

  private void refuseUse(BillingAccountId account) {
    if (accounts.isLinked(account)) {
      throw Problem.conflict(
          "ACCOUNT_IN_USE",
          "A workspace is paid by this account.",
          "Let something else pay for the workspace first.");
    }
    if (accounts.isNext(account)) {
      throw Problem.conflict(
          "ACCOUNT_IS_NEXT",
          "A workspace counts on this account for when its credit ends.",
          "Choose another account for that workspace, or none, first.");
    }
  }

  private void record(Caller caller, String action, BillingAccountId account) {
    audit.record(
        AuditEntry.created(
            clock.instant(),
            caller.id(),
            action,
            "billing_account",
            BillingAccounts.idOf(account),
            Map.of("account", account.value())));
  }
}
