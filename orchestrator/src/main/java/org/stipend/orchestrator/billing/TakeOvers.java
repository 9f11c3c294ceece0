package org.stipend.orchestrator.billing;

import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Successions;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.payer.PayerTable;

/** The cloud project follows the books when an account takes over at the end of a credit. */
@Component
final class TakeOvers implements Successions, Successors {

  private final ObjectProvider<BillingAccounts> accounts; // they ask here when they are next
  private final Links links;
  private final PayerTable payers;
  private final PayerNews news;
  private final PoolBooks books;
  private final Changes changes;

  TakeOvers(
      ObjectProvider<BillingAccounts> accounts,
      Links links,
      PayerTable payers,
      PayerNews news,
      PoolBooks books,
      Changes changes) {
    this.accounts = accounts;
    this.links = links;
    this.payers = payers;
    this.news = news;
    this.books = books;
    this.changes = changes;
  }

  @Override
  public void tookOver(WorkspaceId workspace, BillingAccountId account, Instant at) {
    links.want(workspace, account, at);
    news.handedOff(workspace, at);
    changes.changed(Kind.WORKSPACE, workspace.value());
  }

  @Override
  public void takesOverSooner(BillingAccountId account) {
    accounts.getObject().check(account);
  }

  @Override
  public boolean isNext(BillingAccountId account) {
    return !payers.countingOn(account).isEmpty();
  }

  @Override
  public Optional<Instant> takesOverAt(BillingAccountId account, Instant now) {
    return payers.nextFor(account).stream()
        .flatMap(pool -> books.look(pool, now).stream())
        .flatMap(look -> look.outlook().endsAt().stream())
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }
}
