package org.stipend.orchestrator.billing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.CreditOfPeople;
import org.stipend.orchestrator.access.CreditOfPeople.CreditSummary;
import org.stipend.orchestrator.access.People;
import org.stipend.orchestrator.billing.BillingAccountRow.State;
import org.stipend.orchestrator.web.Problem;

/** What could pay for workspaces of a person, for pages. */
@Component
final class FunderViews {

  private final People people;
  private final BillingAccounts accounts;
  private final CreditOfPeople credit;
  private final Fixes fixes;

  FunderViews(People people, BillingAccounts accounts, CreditOfPeople credit, Fixes fixes) {
    this.people = people;
    this.accounts = accounts;
    this.credit = credit;
    this.fixes = fixes;
  }

  FundersView of(Caller caller, Instant now) {
    String mail = mail(caller);
    return new FundersView(
        Stream.concat(
                credit(caller, now).stream(),
                accounts.of(caller.id()).stream().map(row -> view(row, mail)))
            .toList());
  }

  FunderView one(Caller caller, BillingAccountId account) {
    return view(accounts.find(caller.id(), account).orElseThrow(Problem::notFound), mail(caller));
  }

  private Optional<FunderView> credit(Caller caller, Instant now) {
    return credit
        .of(caller.researcher(), now)
        .filter(summary -> summary.status().equals("ACTIVE"))
        .map(FunderViews::view);
  }

  private static FunderView view(CreditSummary credit) {
    return new FunderView(
        FunderView.Kind.CREDIT,
        null,
        "Your credit",
        "USD",
        credit.available(),
        State.OPEN,
        credit.asOf(),
        List.of());
  }

  private FunderView view(BillingAccountRow row, @Nullable String mail) {
    return new FunderView(
        FunderView.Kind.BILLING_ACCOUNT,
        row.account().value(),
        row.name(),
        row.currency(),
        null,
        row.state(),
        row.checkedAt(),
        fixes.of(row, mail));
  }

  private @Nullable String mail(Caller caller) {
    return people.find(caller.id()).orElseThrow().verifiedEmail();
  }
}
