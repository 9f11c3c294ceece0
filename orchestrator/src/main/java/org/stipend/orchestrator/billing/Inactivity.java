package org.stipend.orchestrator.billing;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.books.CreditMachines;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.payer.Outages;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PoolLocks;

/**
 * What follows when a billing account cannot pay: the platform pays from that second on, what runs
 * on the account is paused, disks are kept, and it takes over nowhere. Nothing is deleted; another
 * payer can be chosen at any time. When it can pay again it does, and nothing starts unasked.
 */
@Component
final class Inactivity implements Health {

  private final Outages outages;
  private final PayerTable payers;
  private final PoolLocks locks;
  private final PoolBooks books;
  private final ObjectProvider<CreditMachines> machines;
  private final PayerNews news;
  private final Changes changes;
  private final InstantSource clock;

  Inactivity(
      Outages outages,
      PayerTable payers,
      PoolLocks locks,
      PoolBooks books,
      ObjectProvider<CreditMachines> machines,
      PayerNews news,
      Changes changes,
      InstantSource clock) {
    this.outages = outages;
    this.payers = payers;
    this.locks = locks;
    this.books = books;
    this.machines = machines;
    this.news = news;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public void accountCannotPay(BillingAccountId account, String why, Instant since) {
    List<ResearcherId> pools = lock(account);
    if (outages.of(account).isEmpty()) {
      outages.begin(account, why, since);
      payers.boundTo(account).forEach(one -> news.cannotPay(one, account, why, since));
      payers.countingOn(account).forEach(one -> news.cannotTakeOver(one, account, why, since));
    }
    Set<WorkspaceId> bound = new HashSet<>(payers.boundTo(account));
    if (!bound.isEmpty()) {
      machines.getObject().stopUnpaid(bound, clock.instant());
    }
    tell(account, pools, since);
  }

  @Override
  public void accountCanPayAgain(BillingAccountId account, Instant since) {
    List<ResearcherId> pools = lock(account);
    outages.end(account, since);
    tell(account, pools, since);
  }

  @Override
  public void hold(BillingAccountId account) {
    lock(account);
  }

  /** In one order, so that two accounts never wait for each other. */
  private List<ResearcherId> lock(BillingAccountId account) {
    List<ResearcherId> pools =
        payers.poolsOn(account).stream().sorted(comparing(ResearcherId::toString)).toList();
    pools.forEach(locks::lock);
    return pools;
  }

  private void tell(BillingAccountId account, List<ResearcherId> pools, Instant since) {
    pools.forEach(pool -> books.payersChanged(pool, Interval.floor(since)));
    Stream.of(payers.boundTo(account), payers.countingOn(account))
        .flatMap(List::stream)
        .forEach(one -> changes.changed(Kind.WORKSPACE, one.value()));
  }
}
