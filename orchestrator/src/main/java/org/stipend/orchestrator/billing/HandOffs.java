package org.stipend.orchestrator.billing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.audit.AuditEntry;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.payer.Binding;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PoolTurns;
import org.stipend.orchestrator.payer.Successor;

/**
 * The bill of a workspace goes to another payer: in one transaction, at one instant, for everything
 * that runs in it. The cloud project follows after that ({@link Links}); the books never wait for
 * it.
 */
@Component
final class HandOffs {

  private final TransactionTemplate transactions;
  private final Access access;
  private final PoolTurns turns;
  private final PayerTable payers;
  private final PayerChoice choice;
  private final PoolBooks books;
  private final Links links;
  private final BillingAccounts accounts;
  private final PayerNews news;
  private final Audit audit;
  private final Changes changes;
  private final InstantSource clock;

  HandOffs(
      TransactionTemplate transactions,
      Access access,
      PoolTurns turns,
      PayerTable payers,
      PayerChoice choice,
      PoolBooks books,
      Links links,
      BillingAccounts accounts,
      PayerNews news,
      Audit audit,
      Changes changes,
      InstantSource clock) {
    this.transactions = transactions;
    this.access = access;
    this.turns = turns;
    this.payers = payers;
    this.choice = choice;
    this.books = books;
    this.links = links;
    this.accounts = accounts;
    this.news = news;
    this.audit = audit;
    this.changes = changes;
    this.clock = clock;
  }

  /** The same again changes nothing, and asks the cloud for nothing but what failed. */
  void put(Caller caller, WorkspaceId workspace, PutPayer wanted) {
    access.require(caller, workspace, Right.OWN);
    ResearcherId pool = payers.poolOf(workspace);
    turns.ofPerson(
        pool,
        () ->
            transactions.execute(status -> {
              Instant now = clock.instant();
              access.hold(caller, workspace, Right.OWN);
              books.open(pool, now);
              put(caller, workspace, pool, wanted, now);
              return true;
            }));
  }

  private void put(
      Caller caller, WorkspaceId workspace, ResearcherId pool, PutPayer wanted, Instant now) {
    Binding before = payers.of(workspace);
    Optional<Successor> next = payers.successorOf(workspace);
    if (wanted.isCredit()) {
      backToCredit(caller, workspace, pool, before, now);
    } else if (wanted.isLater()) {
      makeReady(caller, workspace, pool, wanted.accountId(), now);
    } else {
      toAccount(caller, workspace, pool, wanted.accountId(), now);
    }
    boolean changed =
        !before.equals(payers.of(workspace)) || !next.equals(payers.successorOf(workspace));
    if (changed) {
      audit.record(
          new AuditEntry(
              now,
              caller.id(),
              "CHANGE_PAYER",
              "workspace",
              workspace.value(),
              workspace.value(),
              null,
              asAsked(before, next),
              wanted));
      changes.changed(Kind.WORKSPACE, workspace.value());
      if (!before.equals(payers.of(workspace))) {
        news.handedOff(workspace, now);
      }
    }
  }

  private void toAccount(
      Caller caller,
      WorkspaceId workspace,
      ResearcherId pool,
      BillingAccountId account,
      Instant now) {
    if (!isBoundBy(caller, workspace, account)) {
      choice.requireAbleToPay(caller, account, now);
      payers.bind(workspace, new Payer.LinkedAccount(account), caller.id(), now);
      payers.forgetSuccessor(workspace, now);
      accounts.check(account);
      books.balanceChanged(pool, Interval.floor(now));
    }
    links.want(workspace, account, now);
  }

  private void makeReady(
      Caller caller,
      WorkspaceId workspace,
      ResearcherId pool,
      BillingAccountId account,
      Instant now) {
    Optional<Successor> next = payers.successorOf(workspace);
    if (next.filter(is -> is.account().equals(account) && is.by().equals(caller.id()))
        .isPresent()) {
      return;
    }
    choice.requireCreditThatGoesOn(workspace, pool, now);
    choice.requireAbleToPay(caller, account, now);
    payers.makeReady(workspace, account, caller.id(), now);
    accounts.check(account);
    books.payersChanged(pool, Interval.floor(now));
  }

  private void backToCredit(
      Caller caller, WorkspaceId workspace, ResearcherId pool, Binding before, Instant now) {
    Optional<Successor> next = payers.successorOf(workspace);
    if (next.filter(one -> one.by().equals(caller.id())).isEmpty()) {
      choice.requireCreator(caller, pool);
    }
    if (before.isCredit()) {
      if (next.isPresent()) {
        payers.forgetSuccessor(workspace, now);
        books.payersChanged(pool, Interval.floor(now));
      }
      links.want(workspace, null, now);
      return;
    }
    choice.requireCredit(pool, now);
    payers.bind(workspace, new Payer.CreditPool(pool), caller.id(), now);
    books.balanceChanged(pool, Interval.floor(now));
    choice.requireTimeToStop(pool, now);
    links.want(workspace, null, now);
  }

  /** An account may be that of several owners; one of them answers for it. */
  private boolean isBoundBy(Caller caller, WorkspaceId workspace, BillingAccountId account) {
    Binding bound = payers.of(workspace);
    return bound.payer().equals(new Payer.LinkedAccount(account)) && bound.by().equals(caller.id());
  }

  private static PutPayer asAsked(Binding before, Optional<Successor> next) {
    if (before.payer() instanceof Payer.LinkedAccount linked) {
      return new PutPayer(
          PutPayer.Kind.BILLING_ACCOUNT, linked.account().value(), PutPayer.When.NOW);
    }
    return next.map(one ->
            new PutPayer(
                PutPayer.Kind.BILLING_ACCOUNT,
                one.account().value(),
                PutPayer.When.WHEN_CREDIT_ENDS))
        .orElseGet(() -> new PutPayer(PutPayer.Kind.CREDIT, null, null));
  }
}
