package org.stipend.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.GrantId;
import org.stipend.cost.Payer.Cause;
import org.stipend.cost.ledger.Transaction.Kind;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.testing.Build;
import org.stipend.cost.time.Interval;

class LedgerTest {

  private static final GrantId GRANT = new GrantId(Build.id("grant"));
  private static final Interval NOW = Interval.at(Build.START);

  static List<Account> accounts() {
    return List.of(
        Account.credit(GRANT),
        Account.funding("starting"),
        Account.payer(new BillingAccountId("012345-6789AB-CDEF01")),
        Account.consumed(SkuKey.of("n1.custom.core")),
        Account.platform(Cause.OVERRUN, Build.ADA),
        Account.platform(Cause.GRACE, Build.ADA),
        Account.platform(Cause.FAILED_LAUNCH, Build.ADA),
        Account.orphan(),
        Account.breakage("starting"),
        new Account(Account.Kind.WRITE_OFF, ""),
        new Account(Account.Kind.ADJUSTMENT, "goodwill:late stop"),
        new Account(Account.Kind.VARIANCE, "sustained-use"));
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void anAccountIsItsName(Account account) {
    assertThat(Account.parse(account.name())).isEqualTo(account);
  }

  @Test
  void namesSayWhatAnAccountIsFor() {
    assertThat(accounts())
        .extracting(Account::name)
        .contains(
            "credit:" + GRANT,
            "consumed:n1.custom",
            "platform:overrun:" + Build.ADA,
            "platform:orphan",
            "writeoff");
    assertThatThrownBy(() -> Account.parse("pocket:mine")).hasMessageContaining("pocket:mine");
  }

  @Test
  void postingsSumToZero() {
    Posting lonely = Posting.of(Account.orphan(), new Money(1));

    assertThatThrownBy(() -> new Transaction("t", Kind.USAGE, NOW, List.of(lonely)))
        .hasMessage("t sums to 0.000000001");
    assertThatThrownBy(() -> new Transaction("t", Kind.USAGE, NOW, List.of()))
        .hasMessage("t posts nothing");
  }

  @Test
  void aReversalUndoesByAdding() {
    Transaction grant = Transaction.grant(GRANT, "starting", Money.ofDollars(300), NOW);
    Transaction reversal = grant.reversed();

    assertThat(reversal.kind()).isEqualTo(Kind.REVERSAL);
    assertThat(reversal.key()).isEqualTo(grant.key() + "/reversal");
    assertThat(reversal.postings())
        .containsExactly(
            Posting.of(Account.funding("starting"), Money.ofDollars(300)),
            Posting.of(Account.credit(GRANT), Money.ofDollars(-300)));
  }

  @Test
  void aFingerprintIsTheSameForTheSameFactOnly() {
    Transaction grant = Transaction.grant(GRANT, "starting", Money.ofDollars(300), NOW);

    assertThat(grant.fingerprint())
        .isEqualTo(Transaction.grant(GRANT, "starting", Money.ofDollars(300), NOW).fingerprint())
        .isNotEqualTo(Transaction.grant(GRANT, "starting", Money.ofDollars(301), NOW).fingerprint())
        .isNotEqualTo(Transaction.grant(GRANT, "other", Money.ofDollars(300), NOW).fingerprint())
        .hasSize(64);
  }
}
