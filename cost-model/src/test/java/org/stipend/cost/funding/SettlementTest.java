package org.stipend.cost.funding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.stipend.cost.UseId;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.testing.RandomPools;
import org.stipend.cost.testing.ReferencePool;
import org.stipend.cost.testing.Seeded;
import org.stipend.cost.testing.Totals;

/** What holds for every pool, whatever happens in it. */
class SettlementTest {

  @Test
  void isWhatGoingSecondBySecondGives() {
    Seeded.cases(
        40,
        random -> {
          Pool pool = RandomPools.next(random);
          Settlement settled = pool.settle(RandomPools.END);
          ReferencePool reference = ReferencePool.settled(pool, RandomPools.END);

          assertThat(Totals.of(List.of(settled))).hasToString(reference.totals().toString());
          assertThat(settled.after().standing()).isEqualTo(reference.standing());
          assertThat(settled.after().grants())
              .allMatch(one -> one.left().nanos() == reference.left().get(one.grant()));
        });
  }

  @Test
  void postsTheRoundedCumulativeCostOfEveryLine() {
    Seeded.cases(
        40,
        random -> {
          List<Settlement> settlements = settleAt(cuts(random), RandomPools.next(random));

          for (ChargeLine line : settlements.getLast().after().lines()) {
            List<Charge> charges =
                settlements.stream()
                    .flatMap(one -> one.charges().stream())
                    .filter(charge -> charge.line().equals(line.key()))
                    .toList();
            assertThat(charges).noneMatch(charge -> charge.amount().isNegative());
            assertThat(charges.stream().mapToLong(Charge::quantity).sum())
                .isEqualTo(line.quantity());
            assertThat(Money.sum(charges.stream().map(Charge::amount)))
                .isEqualTo(line.posted())
                .isEqualTo(line.price().exactCostOf(line.quantity()).rounded());
          }
        });
  }

  @Test
  void neverTakesAGrantBelowZeroNorOutsideItsTimeNorOutOfTurn() {
    Seeded.cases(
        40,
        random -> {
          Pool pool = RandomPools.next(random);
          Settlement settled = pool.settle(RandomPools.END);

          for (Charge charge : settled.charges()) {
            assertThat(Money.sum(charge.shares().stream().map(Charge.Share::amount)))
                .isEqualTo(charge.amount());
            assertThat(charge.shares())
                .filteredOn(share -> share.account().kind() == Account.Kind.CREDIT)
                .extracting(share -> grant(pool, share))
                .allMatch(grant -> grant.isInForceAt(charge.window().start()))
                .isSortedAccordingTo(Grant.BURN_ORDER);
          }
          assertThat(settled.after().grants()).noneMatch(one -> one.left().isNegative());
        });
  }

  @Test
  void chargesNoSecondOfAUseTwice() {
    Seeded.cases(
        100,
        random -> {
          var chargedTo = new HashMap<UseId, Instant>();
          for (Charge charge : RandomPools.next(random).settle(RandomPools.END).charges()) {
            Instant before = chargedTo.put(charge.use(), charge.window().end());
            assertThat(charge.window().start())
                .isAfterOrEqualTo(before == null ? Instant.MIN : before);
          }
        });
  }

  @Test
  void accountsForEveryNanoOfAGrant() {
    Seeded.cases(
        40,
        random -> {
          Pool pool = RandomPools.next(random);
          Settlement settled = pool.settle(RandomPools.END);
          var books = new HashMap<Account, Money>();
          settled.transactions().stream()
              .flatMap(transaction -> transaction.postings().stream())
              .forEach(one -> books.merge(one.account(), one.amount(), Money::plus));

          assertThat(Money.sum(books.values().stream())).isEqualTo(Money.ZERO);
          assertThat(settled.after().grants())
              .allMatch(one ->
                  one.left()
                      .minus(one.grant().amount())
                      .equals(books.getOrDefault(Account.credit(one.grant().id()), Money.ZERO)));
        });
  }

  private static Grant grant(Pool pool, Charge.Share share) {
    return pool.grants().stream()
        .map(GrantBalance::grant)
        .filter(grant -> grant.id().equals(share.account().grant()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givesTheSameTotalsInOneStepAndInMany() {
    Seeded.cases(
        40,
        random -> {
          Pool pool = RandomPools.next(random);
          Settlement once = pool.settle(RandomPools.END);
          List<Settlement> often = settleAt(cuts(random), pool);

          assertThat(Totals.of(often)).hasToString(Totals.of(List.of(once)).toString());
          assertThat(often.getLast().after().standing()).isEqualTo(once.after().standing());
          assertThat(often.getLast().after().grants()).isEqualTo(once.after().grants());
          assertThat(often.getLast().after().uses())
              .containsExactlyInAnyOrderElementsOf(once.after().uses());
        });
  }

  @Test
  void postsNothingTheSecondTime() {
    Seeded.cases(
        40,
        random -> {
          Pool after = RandomPools.next(random).settle(RandomPools.END).after();
          Settlement again = after.settle(RandomPools.END);

          assertThat(again.transactions()).isEmpty();
          assertThat(again.tiles()).allMatch(tile -> tile.end() == null);
          assertThat(again.after().grants()).isEqualTo(after.grants());
          assertThat(again.after().uses()).isEqualTo(after.uses());
        });
  }

  static List<Settlement> settleAt(Iterable<Instant> cuts, Pool pool) {
    var settlements = new ArrayList<Settlement>();
    Pool now = pool;
    for (Instant cut : cuts) {
      Settlement settlement = now.settle(cut);
      settlements.add(settlement);
      now = settlement.after();
    }
    return settlements;
  }

  /** Anything between hardly ever and every second. */
  static TreeSet<Instant> cuts(RandomGenerator random) {
    var cuts = new TreeSet<Instant>();
    int count = 1 + random.nextInt(random.nextBoolean() ? 5 : RandomPools.SECONDS);
    for (int i = 0; i < count; i++) {
      cuts.add(RandomPools.BEGIN.plusSeconds(random.nextInt(RandomPools.SECONDS)));
    }
    cuts.add(RandomPools.END);
    return cuts;
  }
}
