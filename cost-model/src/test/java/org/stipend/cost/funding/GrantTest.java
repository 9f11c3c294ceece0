package org.stipend.cost.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.CREDIT;
import static org.stipend.cost.testing.Build.GRACE;
import static org.stipend.cost.testing.Build.START;
import static org.stipend.cost.testing.Build.aDisk;
import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.aMachine;
import static org.stipend.cost.testing.Build.aPool;
import static org.stipend.cost.testing.Build.at;
import static org.stipend.cost.testing.Build.ended;
import static org.stipend.cost.testing.Build.machine;
import static org.stipend.cost.testing.Build.revoking;
import static org.stipend.cost.testing.Build.with;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stipend.cost.funding.Charge.Share;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.testing.ListPrices;

/** What grants pay, in which order, and when they come and go. */
class GrantTest {

  private static final PriceList PRICES = ListPrices.usCentral1();

  @Test
  void grantsBurnOneAfterTheOtherToTheNano() {
    Grant first = aGrant("first").of("0.000005").until(at(1_000)).build();
    Grant second = aGrant("second").of("0.000004").until(at(2_000)).build();
    Grant last = aGrant("last").of("1").build();
    Pool pool =
        aPool(START, PRICES, last, second, first).with(aDisk("d", START, "pd-balanced", 100));

    Settlement settled = pool.settle(at(3));

    assertThat(settled.charges().getFirst().shares())
        .containsExactly(
            new Share(Account.credit(first.id()), new Money(5_000)),
            new Share(Account.credit(second.id()), new Money(4_000)),
            new Share(Account.credit(last.id()), new Money(2_574)));
  }

  @Test
  void theBurnOrderIsTotal() {
    Instant soon = at(10);
    List<Grant> inOrder =
        List.of(
            aGrant("priority").paid().priority(-1).build(),
            aGrant("expires soon").paid().until(soon).build(),
            aGrant("expires later").until(at(20)).build(),
            aGrant("given").build(),
            aGrant("given later").from(at(1)).build(),
            aGrant("paid").paid().build());

    assertThat(inOrder.reversed().stream().sorted(Grant.BURN_ORDER)).isEqualTo(inOrder);
  }

  @Test
  void anExpiredGrantIsBrokenOnceAndNoLongerPays() {
    Grant short10 = aGrant("short").of("1").until(at(10)).build();
    Grant other = aGrant("other").of("1").build();
    Pool pool = aPool(START, PRICES, short10, other).with(aDisk("d", START, "pd-balanced", 100));

    Settlement before = pool.settle(at(9));
    Settlement at = before.after().settle(at(10));
    Settlement after = at.after().settle(at(11));

    assertThat(before.breakages()).isEmpty();
    assertThat(at.breakages())
        .containsExactly(
            new Breakage(short10, at(10), Money.ofDollars(1).minus(new Money(38_580))));
    assertThat(at.charges().getFirst().shares().getFirst().account())
        .isEqualTo(Account.credit(short10.id()));
    assertThat(after.breakages()).isEmpty();
    assertThat(after.charges().getFirst().shares().getFirst().account())
        .isEqualTo(Account.credit(other.id()));
    assertThat(after.after().standing()).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void aNewGrantPaysFromItsFirstSecondWhatThePlatformPaidInItsStead() {
    Grant little = aGrant("one").of("0.01").build();
    Grant more = aGrant("more").of("1").from(at(500)).build();
    Pool pool =
        with(aPool(START, PRICES, little, more), aMachine("m", START, "n1-standard-4"))
            .with(aDisk("d", START, "pd-balanced", 100));

    assertThat(pool.settle(at(499)).after().standing().status())
        .isEqualTo(Standing.Status.EXHAUSTED);
    Settlement granted = pool.settle(at(500));

    assertThat(granted.after().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(granted.tiles().stream().filter(tile -> tile.end() == null))
        .hasSize(3)
        .allMatch(tile -> tile.start().equals(at(500)) && tile.payer().equals(CREDIT));
  }

  @Test
  void aGrantThatCannotPayASecondChangesNothing() {
    Grant little = aGrant("one").of("0.01").build();
    Grant nano = aGrant("a nano").of(new Money(1)).from(at(5_000)).build();
    Settlement settled =
        aPool(START, PRICES, little, nano)
            .with(aDisk("d", START, "pd-balanced", 100))
            .settle(at(5_000));

    assertThat(settled.after().standing().status()).isEqualTo(Standing.Status.EXHAUSTED);
    assertThat(settled.tiles()).last().matches(tile -> tile.payer().equals(GRACE));
  }

  @Test
  void aRunOfZeroSecondsInTheSecondOfAGrantKeepsNoPoolFromComingBack() {
    Grant little = aGrant("one").of("0.01").build();
    Grant more = aGrant("more").of("0.001").from(at(5_000)).build();
    Pool pool =
        with(
                aPool(START, PRICES, little, more).with(aDisk("d", START, "pd-balanced", 100)),
                aMachine("m", at(5_000), "n1-standard-4"))
            .settle(at(4_999))
            .after();

    Settlement settled = ended(pool, machine("m"), at(5_000)).settle(at(5_000));

    assertThat(settled.after().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(settled.tiles()).last().matches(tile -> tile.payer().equals(CREDIT));
    assertThat(settled.after().available()).isEqualTo(more.amount()); // the run is the platform's
  }

  @Test
  void takingBackLeavesWhatRunningMachinesStillOwe() {
    Grant grant = aGrant("one").of("1").build();
    Pool pool = with(aPool(START, PRICES, grant), aMachine("m", START, "n1-standard-4"));
    Pool at20 = pool.settle(at(20)).after();
    // of a minute for 3,166,650 nanos two thirds are still owed
    Money free = at20.available().minus(new Money(2_111_100));
    assertThat(at20.revocable(grant.id())).isEqualTo(free);

    Pool taken = revoking(pool, new Revocation(grant.id(), 1, grant.amount(), at(20)));

    assertThat(taken.settle(at(20)).takings()).extracting(Taking::amount).containsExactly(free);
    assertThat(taken.exhaustion()).hasValue(at(60));
    Pool stopped = ended(taken, machine("m"), at(21)).settle(at(21)).after();
    assertThat(stopped.available()).isEqualTo(Money.ZERO);
  }

  @Test
  void aPoolOfWhichAllIsTakenBackIsExhaustedWhetherAnythingRunsOrNot() {
    Grant grant = aGrant("one").of("1").build();
    Revocation all = new Revocation(grant.id(), 1, grant.amount(), at(20));

    Settlement idle = revoking(aPool(START, PRICES, grant), all).settle(at(30));

    assertThat(idle.takings()).extracting(Taking::amount).containsExactly(grant.amount());
    assertThat(idle.after().standing()).isEqualTo(Standing.exhausted(at(20)));
  }

  @Test
  void moreThanWasAskedForIsNeverTaken() {
    Grant grant = aGrant("one").of("1").build();
    Revocation some = new Revocation(grant.id(), 1, Money.parse("0.25"), at(20).plusMillis(300));

    Settlement settled = revoking(aPool(START, PRICES, grant), some).settle(at(30));

    assertThat(settled.after().available()).isEqualTo(Money.parse("0.75"));
    assertThat(settled.after().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(settled.transactions())
        .singleElement()
        .matches(taken -> taken.usage().start().equals(at(20)));
  }

  @Test
  void aGrantIsInForceFromItsFirstSecondUpToItsExpiry() {
    Grant grant = aGrant("g").from(at(10)).until(at(20)).build();

    assertThat(grant.isInForceAt(at(9))).isFalse();
    assertThat(grant.isInForceAt(at(10))).isTrue();
    assertThat(grant.isInForceAt(at(19))).isTrue();
    assertThat(grant.isInForceAt(at(20))).isFalse();
  }

  @Test
  void theGrantOfItsLastSecondPaysAMinimum() {
    Grant last = aGrant("last").of("1").until(at(20)).build();
    Grant next = aGrant("next").of("1").from(at(20)).build();
    Pool pool = with(aPool(START, PRICES, last, next), aMachine("m", START, "n1-standard-4"));

    Settlement settled = ended(pool, machine("m"), at(20)).settle(at(20));

    assertThat(settled.charges())
        .flatExtracting(Charge::shares)
        .extracting(Share::account)
        .containsOnly(Account.credit(last.id()));
    assertThat(settled.breakages().getFirst().amount())
        .isEqualTo(Money.ofDollars(1).minus(new Money(3_166_650)));
  }
}
