package org.stipend.cost.funding;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.ADA;
import static org.stipend.cost.testing.Build.START;
import static org.stipend.cost.testing.Build.aDisk;
import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.aMachine;
import static org.stipend.cost.testing.Build.aPool;
import static org.stipend.cost.testing.Build.aUse;
import static org.stipend.cost.testing.Build.at;
import static org.stipend.cost.testing.Build.ended;
import static org.stipend.cost.testing.Build.machine;
import static org.stipend.cost.testing.Build.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.stipend.cost.Payer.Cause;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.rating.BurnRate;
import org.stipend.cost.rating.Estimate;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.testing.RandomPools;
import org.stipend.cost.testing.ReferencePool;
import org.stipend.cost.testing.Seeded;
import org.stipend.cost.usage.MachineType;
import org.stipend.cost.usage.MachineTypes;
import org.stipend.cost.usage.Quantity;

class ExhaustionTest {

  private static final PriceList PRICES = ListPrices.usCentral1();
  private static final Account OVERRUN = Account.platform(Cause.OVERRUN, ADA);

  @Test
  void isTheLastPayableSecond() {
    Seeded.cases(
        300,
        random -> {
          List<Quantity> parts = someParts(random);
          Money credit = new Money(1 + random.nextLong(40_000_000_000L));
          Pool pool =
              with(
                  aPool(START, PRICES, aGrant("one").of(credit).build()),
                  aMachine("machine", START, parts));
          Estimate estimate = Estimate.of(parts, PRICES, START);

          Duration paid = Duration.between(START, pool.exhaustion().orElseThrow());
          if (paid.toDays() < 30 && paid.toSeconds() > 60) {
            assertThat(estimate.costOf(paid)).isLessThanOrEqualTo(credit);
            assertThat(estimate.costOf(paid.plusSeconds(1))).isGreaterThan(credit);
          }
        });
  }

  @Test
  void isWhereGoingSecondBySecondEnds() {
    Seeded.cases(
        100,
        random -> {
          Pool pool = RandomPools.next(random);
          List<Instant> ends = ReferencePool.settled(pool, RandomPools.END).exhaustions();

          Optional<Instant> predicted =
              pool.exhaustion().filter(end -> !end.isAfter(RandomPools.END));
          assertThat(predicted).isEqualTo(ends.stream().findFirst());
        });
  }

  @Test
  void roundsLikeThePostingsDo() {
    // one second of four N1 cores costs 35,123.3 nanos exactly and posts 35,123
    Pool pool =
        with(
            aPool(START, PRICES, aGrant("little").of(new Money(35_123)).build()),
            List.of(aUse("cores").of("n1.core", 4_000).build()));

    assertThat(pool.exhaustion()).hasValue(at(1));
    assertThat(pool.settle(at(1)).after().available()).isEqualTo(Money.ZERO);
  }

  @Test
  void doesNotDependOnHowOftenThePoolWasSettled() {
    Seeded.cases(
        100,
        random -> {
          Pool pool = pool(random, 20_000_000_000L);
          Optional<Instant> end = pool.exhaustion();

          Instant now = START;
          while (end.isPresent() && now.isBefore(end.get())) {
            pool = pool.settle(now).after();
            assertThat(pool.exhaustion()).isEqualTo(end);
            now = now.plusSeconds(1 + random.nextLong(500_000));
          }
        });
  }

  @Test
  void handsEverySegmentOverAtOnce() {
    Seeded.cases(
        100,
        random -> {
          Pool pool = pool(random, 10_000_000_000L);
          Instant end = pool.exhaustion().orElseThrow();
          Settlement settled = pool.settle(end.plusSeconds(random.nextInt(1_000)));

          assertThat(settled.tiles().stream().filter(tile -> tile.end() == null))
              .hasSameSizeAs(pool.uses())
              .allMatch(tile -> tile.start().equals(end));
          assertThat(settled.after().standing().status()).isEqualTo(Standing.Status.EXHAUSTED);
          assertThat(settled.after().burnRate()).isEqualTo(BurnRate.NONE);
        });
  }

  @Test
  void leavesNoOverrunWhenTheStopIsInTimeAndLittleWhenItIsLate() {
    Seeded.cases(
        200,
        random -> {
          Pool pool = pool(random, 10_000_000_000L);
          Duration lead = ofSeconds(random.nextInt(130));
          Instant ordered = Objects.requireNonNull(pool.outlook(lead).machinesStopAt());
          long latency = random.nextInt(300);
          Instant stopped = ordered.plusSeconds(latency);
          if (stopped.isBefore(START.plusSeconds(60))) {
            return;
          }

          Settlement settled =
              ended(pool, machine("machine"), stopped).settle(stopped.plusSeconds(10));

          Duration late = ofSeconds(Math.max(0, latency - lead.toSeconds()));
          List<Quantity> parts =
              pool.uses().stream()
                  .filter(one -> one.use().isOfMachine())
                  .map(one -> one.use().quantity())
                  .toList();
          Money bound = Estimate.of(parts, PRICES, ordered).burnRate().over(late);
          Money overrun = borne(settled, OVERRUN);
          assertThat(overrun.minus(bound).nanos()).isLessThanOrEqualTo(parts.size());
          assertThat(overrun.isZero()).isEqualTo(late.isZero());
        });
  }

  @Test
  void aYoungRunHasItsWholeMinuteReserved() {
    Money minute = Estimate.of(n1().parts(), PRICES, START).minimum();
    Pool enough = with(poolOf(minute), aMachine("machine", START, n1().parts()));
    Pool tooLittle =
        with(poolOf(minute.minus(new Money(1))), aMachine("machine", START, n1().parts()));

    assertThat(enough.exhaustion()).hasValue(at(60));
    assertThat(tooLittle.exhaustion()).hasValue(START);
    assertThat(borne(ended(enough, machine("machine"), at(5)).settle(at(5)), OVERRUN))
        .isEqualTo(Money.ZERO);
  }

  @Test
  void aDiskAloneIsPaidToItsLastSecondBesideAYoungRun() {
    Money minute = Estimate.of(n1().parts(), PRICES, START).minimum();
    Money disk =
        Estimate.of(List.of(Quantity.of("pd.ssd", 500)), PRICES, START).costOf(ofSeconds(30));
    Pool pool =
        with(poolOf(minute.plus(disk)), aMachine("machine", START, n1().parts()))
            .with(aDisk("disk", START, "pd-ssd", 500));

    assertThat(pool.exhaustion()).hasValue(at(30));
  }

  @Test
  void doesNotComeWhenNothingBurnsOrTheCreditOutlastsTheHorizon() {
    assertThat(poolOf(Money.ofDollars(1)).exhaustion()).isEmpty();
    assertThat(
            poolOf(Money.ofDollars(9_000_000_000L))
                .with(aDisk("disk", START, "pd-standard", 10))
                .exhaustion())
        .isEmpty();
  }

  @Test
  void comesWithTheExpiryOfTheLastGrant() {
    Grant grant = aGrant("short").until(at(100)).build();
    Pool pool = aPool(START, PRICES, grant).with(aDisk("disk", START, "pd-standard", 50));

    assertThat(pool.exhaustion()).hasValue(at(100));
    assertThat(pool.settle(at(100)).after().standing().status()).isEqualTo(Standing.Status.EXPIRED);
  }

  private static Pool pool(RandomGenerator random, long atMost) {
    Money credit = new Money(100_000_000 + random.nextLong(atMost));
    return with(
            aPool(START, PRICES, aGrant("one").of(credit).build()),
            aMachine("machine", START, someParts(random)))
        .with(aDisk("disk", START, "pd-balanced", 10 + random.nextInt(1_000)));
  }

  private static List<Quantity> someParts(RandomGenerator random) {
    var types = new ArrayList<>(MachineTypes.all());
    return types.get(random.nextInt(types.size())).parts();
  }

  private static MachineType n1() {
    return MachineTypes.named("n1-standard-4").orElseThrow();
  }

  private static Pool poolOf(Money credit) {
    return aPool(START, PRICES, aGrant("one").of(credit).build());
  }

  private static Money borne(Settlement settlement, Account account) {
    return Money.sum(
        settlement.charges().stream()
            .flatMap(charge -> charge.shares().stream())
            .filter(share -> share.account().equals(account))
            .map(Charge.Share::amount));
  }
}
