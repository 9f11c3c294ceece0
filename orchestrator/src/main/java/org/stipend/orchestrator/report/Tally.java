package org.stipend.orchestrator.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.payer.PayerView;

/** What adds up in one row, or in all of them. */
final class Tally {

  static final Comparator<PayerView> ORDER =
      Comparator.comparing(PayerView::kind).thenComparing(PayerView::name);

  private final Map<PayerView, Money> payers = new TreeMap<>(ORDER);
  private Money unbooked = Money.ZERO;

  void add(Account account, Money amount, boolean booked, String ownerOfTheCredit) {
    payers.merge(payer(account, ownerOfTheCredit), amount, Money::plus);
    if (!booked) {
      unbooked = unbooked.plus(amount);
    }
  }

  Money amount() {
    return Money.sum(payers.values().stream());
  }

  Money unbooked() {
    return unbooked;
  }

  boolean isNothing() {
    return unbooked.isZero() && payers.values().stream().allMatch(Money::isZero);
  }

  /** What was reversed and restated on another leaves nothing on the one. */
  List<SpendView.PaidView> payers() {
    return payers.entrySet().stream()
        .filter(part -> !part.getValue().isZero())
        .map(part ->
            new SpendView.PaidView(part.getKey().kind(), part.getKey().name(), part.getValue()))
        .toList();
  }

  static PayerView payer(Account account, String ownerOfTheCredit) {
    return switch (account.kind()) {
      case CREDIT -> new PayerView(PayerView.Kind.CREDIT, "Credit of " + ownerOfTheCredit);
      case PAYER ->
          new PayerView(PayerView.Kind.BILLING_ACCOUNT, "Billing account " + account.subject());
      case OVERRUN -> platform("Platform: use after the credit ended");
      case GRACE -> platform("Platform: disks kept after the credit ended");
      case FAILED_LAUNCH -> platform("Platform: launches that failed");
      case ORPHAN -> platform("Platform: what nobody's row explains");
      case FUNDING, CONSUMED, BREAKAGE, WRITE_OFF, ADJUSTMENT, VARIANCE ->
          throw new IllegalArgumentException(account + " pays for no use");
    };
  }

  private static PayerView platform(String why) {
    return new PayerView(PayerView.Kind.PLATFORM, why);
  }
}
