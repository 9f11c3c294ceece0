package org.stipend.cost.funding;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.stipend.cost.testing.Build.ADA;
import static org.stipend.cost.testing.Build.CREDIT;
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
import static org.stipend.cost.testing.ListPrices.price;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.Payer.Cause;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.price.UsageUnit;
import org.stipend.cost.rating.Estimate;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.testing.Seeded;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;
import org.stipend.cost.time.Timeline;
import org.stipend.cost.usage.MachineTypes;

/** What use costs: one situation, one step in time, one result. */
class UseTest {

  private static final PriceList PRICES = ListPrices.usCentral1();

  private final Grant plenty = aGrant("plenty").build();

  @Test
  void aRunCostsAtLeastAMinuteAndOnce() {
    Seeded.cases(
        200,
        random -> {
          long seconds = random.nextInt(120);
          Instant stop = at(seconds);
          Pool pool = with(aPool(START, PRICES, plenty), aMachine("m", START, "n1-standard-4"));

          Pool cut = pool.settle(at(random.nextLong(seconds + 1))).after();
          Pool stopped = ended(cut, machine("m"), stop).settle(stop).after();
          Pool later = stopped.settle(stop.plusSeconds(random.nextInt(100))).after();

          Money expected =
              Estimate.of(MachineTypes.named("n1-standard-4").orElseThrow().parts(), PRICES, START)
                  .costOf(ofSeconds(Math.max(60, seconds)));
          assertThat(plenty.amount().minus(later.available())).isEqualTo(expected);
          assertThat(later.uses()).isEmpty();
        });
  }

  @Test
  void aDiskHasNoMinimum() {
    Pool pool = aPool(START, PRICES, plenty).with(aDisk("d", START, "pd-balanced", 100));

    Settlement nothing = ended(pool, pool.uses().getFirst().use().resource(), START).settle(at(10));

    assertThat(nothing.transactions()).isEmpty();
    assertThat(nothing.after().uses()).isEmpty();
    assertThat(pool.settle(at(1)).after().available())
        .isEqualTo(plenty.amount().minus(new Money(3_858)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-02-01", "2028-02-01", "2026-11-01", "2026-12-01"})
  void aFullMonthCostsTheMonthlyPriceHoweverItIsCut(String day) {
    Instant start = Instant.parse(day + "T00:00:00Z");
    Instant end = BillingMonth.of(start).end();
    Seeded.cases(
        20,
        random -> {
          Pool pool =
              aPool(start, PRICES, aGrant("g").from(start).build())
                  .with(aDisk("d", start, "pd-standard", 200));
          for (Instant now = start; now.isBefore(end); ) {
            pool = pool.settle(now).after();
            now = now.plusSeconds(1 + random.nextInt(400_000));
          }
          assertThat(pool.settle(end).after().available()).isEqualTo(Money.ofDollars(292));
        });
  }

  @Test
  void anIntervalOverTheEndOfAMonthHasTwoDivisors() {
    Instant newYear = Instant.parse("2027-02-01T00:00:00Z");
    Instant start = newYear.minusSeconds(86_400);
    Settlement settled =
        aPool(start, PRICES, aGrant("g").from(start).build())
            .with(aDisk("d", start, "pd-standard", 50))
            .settle(newYear.plusSeconds(86_400));

    assertThat(settled.charges())
        .extracting(Charge::amount)
        .containsExactly(new Money(64_516_129), new Money(71_428_571));
    assertThat(settled.charges())
        .extracting(charge -> charge.line().month().toString())
        .containsExactly("2027-01", "2027-02");
  }

  @Test
  void aPriceChangeTouchesExactlyTheSecondsAfterIt() {
    PriceList prices =
        PriceList.of(
            price("ip.inuse", UsageUnit.HOUR, 0, 3_600, START, at(100)),
            price("ip.inuse", UsageUnit.HOUR, 0, 7_200, at(100), null));
    Pool pool = aPool(START, prices, plenty).with(aUse("ip").of("ip.inuse", 1).build());

    assertThat(spentAfter(pool, at(100))).isEqualTo(new Money(100));
    assertThat(spentAfter(pool, at(101))).isEqualTo(new Money(102));
  }

  @Test
  void useWithoutAPriceIsQuarantinedAndNeverRatedAtZero() {
    PriceList late = PriceList.of(price("ip.inuse", UsageUnit.HOUR, 0, 3_600, at(50), null));
    Pool pool = aPool(START, late, plenty).with(aUse("ip").of("ip.inuse", 1).build());

    Settlement settled = pool.settle(at(80));

    assertThat(settled.quarantined())
        .containsExactly(
            new Quarantined(pool.uses().getFirst().use().id(), new Interval(START, at(50))));
    assertThat(plenty.amount().minus(settled.after().available())).isEqualTo(new Money(30));
    assertThat(settled.after().settle(at(90)).quarantined()).isEmpty();
  }

  @Test
  void extremeQuantitiesThrowAndNeverWrap() {
    Pool pool = aPool(START, PRICES, plenty);

    assertThatThrownBy(
            () -> pool.with(aUse("x").of("pd.ssd", Long.MAX_VALUE).build()).settle(at(2)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(
            () -> pool.with(aUse("x").of("gpu.v100", Long.MAX_VALUE / 4).build()).settle(at(2)))
        .isInstanceOf(ArithmeticException.class);
    assertThat(
            spentAfter(
                aPool(START, PRICES, aGrant("rich").of("100000").build())
                    .with(aDisk("x", START, "pd-ssd", 65_536)),
                at(30 * 86_400)))
        .isEqualTo(Money.parse("11141.12"));
  }

  @Test
  void aTopUpThatCreditCannotPayIsOverrun() {
    Grant shortLived = aGrant("one").of("1").until(at(30)).build();
    Pool pool = with(aPool(START, PRICES, shortLived), aMachine("m", START, "n1-standard-4"));

    Settlement settled = ended(pool, machine("m"), at(40)).settle(at(40));

    assertThat(settled.after().standing().status()).isEqualTo(Standing.Status.EXPIRED);
    assertThat(
            settled.charges().stream()
                .flatMap(charge -> charge.shares().stream())
                .filter(share -> share.account().equals(Account.platform(Cause.OVERRUN, ADA)))
                .mapToLong(share -> share.amount().nanos())
                .sum())
        .isEqualTo(3_166_650 / 2);
  }

  @Test
  void creditBeforeAndAfterABillingAccountIsChargedApart() {
    Payer account = new Payer.LinkedAccount(new BillingAccountId("012345-6789AB-CDEF01"));
    Timeline<Payer> payers =
        Timeline.<Payer>empty()
            .from(START, CREDIT)
            .from(at(10), account)
            .from(at(20), CREDIT)
            .from(at(25), CREDIT);
    Pool pool =
        aPool(START, PRICES, plenty).with(aUse("d").of("pd.ssd", 500).paidBy(payers).build());

    assertThat(pool.settle(at(30)).charges())
        .extracting(Charge::payer, Charge::window)
        .containsExactly(
            tuple(CREDIT, new Interval(START, at(10))),
            tuple(account, new Interval(at(10), at(20))),
            tuple(CREDIT, new Interval(at(20), at(30))));
  }

  @Test
  void whereAnAccountIsReadyItPaysFromTheSecondTheCreditEnds() {
    Payer.LinkedAccount account =
        new Payer.LinkedAccount(new BillingAccountId("012345-6789AB-CDEF01"));
    Metered disk = aUse("d").of("pd.ssd", 500).build();
    Metered taken =
        new Metered(
            disk.use(),
            disk.payers(),
            Timeline.<Payer.LinkedAccount>empty().from(START.minusSeconds(9), account));
    Pool pool = aPool(START, PRICES, aGrant("little").of("0.001").build());

    Instant end = pool.with(disk).exhaustion().orElseThrow();
    assertThat(pool.with(taken).exhaustion()).contains(end);
    assertThat(pool.with(taken).settle(at(3_600)).charges())
        .extracting(Charge::payer, Charge::window)
        .containsExactly(
            tuple(CREDIT, new Interval(START, end)), tuple(account, new Interval(end, at(3_600))));
    assertThat(consumed(pool.with(taken).settle(at(3_600))))
        .isEqualTo(consumed(pool.with(disk).settle(at(3_600))));
  }

  @Test
  void nothingHasToStopWhereAnAccountIsReady() {
    Metered machine = aUse("m").ofMachine("m").of("n1.core", 4_000).build();
    Payer.LinkedAccount account =
        new Payer.LinkedAccount(new BillingAccountId("012345-6789AB-CDEF01"));
    Metered taken =
        new Metered(
            machine.use(),
            machine.payers(),
            Timeline.<Payer.LinkedAccount>empty().from(START, account).absentFrom(at(10_000_000)));
    Pool pool = aPool(START, PRICES, aGrant("little").of("0.5").build());
    Duration lead = Duration.ofSeconds(5);

    assertThat(pool.with(machine).outlook(lead).machinesStopAt()).isNotNull();
    assertThat(pool.with(taken).outlook(lead).machinesStopAt()).isNull();
    assertThat(pool.with(taken).outlook(lead).end())
        .isEqualTo(pool.with(machine).outlook(lead).end());
    Pool ended = pool.with(taken).settle(at(9_999_999)).after();
    assertThat(ended.outlook(lead).machinesStopAt()).isNull();
    assertThat(ended.settle(at(10_000_000)).after().outlook(lead).machinesStopAt()).isNotNull();
  }

  private static long consumed(Settlement settlement) {
    return settlement.charges().stream().mapToLong(charge -> charge.amount().nanos()).sum();
  }

  @Test
  void bookingsSumToZeroAndNameTheirFact() {
    Pool pool = aPool(START, PRICES, plenty).with(aDisk("d", START, "pd-balanced", 100));
    List<Transaction> booked = pool.settle(at(100)).transactions();

    assertThat(booked).hasSize(1);
    assertThat(booked).isEqualTo(pool.settle(at(100)).transactions());
    assertThat(booked.getFirst().fingerprint())
        .isNotEqualTo(pool.settle(at(101)).transactions().getFirst().fingerprint());
  }

  private static Money spentAfter(Pool pool, Instant to) {
    return pool.available().minus(pool.settle(to).after().available());
  }
}
