package org.stipend.cost.funding;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.cost.testing.Build.ADA;
import static org.stipend.cost.testing.Build.CREDIT;
import static org.stipend.cost.testing.Build.GRACE;
import static org.stipend.cost.testing.Build.START;
import static org.stipend.cost.testing.Build.aDisk;
import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.aMachine;
import static org.stipend.cost.testing.Build.aPool;
import static org.stipend.cost.testing.Build.aSegment;
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
import org.stipend.cost.Payer.Cause;
import org.stipend.cost.funding.Charge.Share;
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
import org.stipend.cost.usage.MachineTypes;
import org.stipend.cost.usage.Quantity;

/** One situation, one step in time, one result. */
class PoolTest {

  private static final PriceList PRICES = ListPrices.usCentral1();
  private static final Duration LEAD = ofSeconds(5);

  private final Grant plenty = aGrant("plenty").build();

  // ---- use

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
          assertThat(later.segments()).isEmpty();
        });
  }

  @Test
  void aDiskHasNoMinimum() {
    Pool pool = aPool(START, PRICES, plenty).with(aDisk("d", START, "pd-balanced", 100));

    Settlement nothing =
        ended(pool, pool.segments().getFirst().segment().resource(), START).settle(at(10));

    assertThat(nothing.transactions()).isEmpty();
    assertThat(nothing.finished()).hasSize(1);
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
    Pool pool = aPool(START, prices, plenty).with(aSegment("ip").of("ip.inuse", 1).build());

    assertThat(spentAfter(pool, at(100))).isEqualTo(new Money(100));
    assertThat(spentAfter(pool, at(101))).isEqualTo(new Money(102));
  }

  @Test
  void usageWithoutAPriceIsQuarantinedAndRatedOnceWhenItHasOne() {
    PriceList late = PriceList.of(price("ip.inuse", UsageUnit.HOUR, 0, 3_600, at(50), null));
    PriceList known = PriceList.of(price("ip.inuse", UsageUnit.HOUR, 0, 3_600, START, null));
    Pool pool = aPool(START, late, plenty).with(aSegment("ip").of("ip.inuse", 1).build());

    Settlement unpriced = pool.settle(at(80));
    assertThat(unpriced.charges()).isEmpty();
    assertThat(unpriced.quarantined())
        .containsExactly(
            new Quarantined(
                pool.segments().getFirst().segment().id(), new Interval(START, at(80))));

    Settlement rated = priced(unpriced.after(), known).settle(at(90));
    assertThat(rated.quarantined()).isEmpty();
    assertThat(plenty.amount().minus(rated.after().available())).isEqualTo(new Money(90));
    assertThat(priced(rated.after(), known).settle(at(90)).charges()).isEmpty();
  }

  @Test
  void extremeQuantitiesThrowAndNeverWrap() {
    Pool pool = aPool(START, PRICES, plenty);

    assertThatThrownBy(
            () -> pool.with(aSegment("x").of("pd.ssd", Long.MAX_VALUE).build()).settle(at(2)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(
            () -> pool.with(aSegment("x").of("gpu.v100", Long.MAX_VALUE / 4).build()).settle(at(2)))
        .isInstanceOf(ArithmeticException.class);
    assertThat(
            spentAfter(
                aPool(START, PRICES, aGrant("rich").of("100000").build())
                    .with(aDisk("x", START, "pd-ssd", 65_536)),
                at(30 * 86_400)))
        .isEqualTo(Money.parse("11141.12"));
  }

  // ---- grants

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
  void aNewGrantTakesBackWhatThePlatformPaidInItsStead() {
    Pool pool =
        with(
                aPool(START, PRICES, aGrant("one").of("0.01").build()),
                aMachine("m", START, "n1-standard-4"))
            .with(aDisk("d", START, "pd-balanced", 100));
    Pool exhausted = pool.settle(at(500)).after();
    assertThat(exhausted.standing()).isEqualTo(Standing.EXHAUSTED);

    Settlement granted = exhausted.grant(aGrant("more").of("1").from(at(500)).build());

    assertThat(granted.handOffs()).hasSize(3).allMatch(pass -> pass.at().equals(at(500)));
    assertThat(granted.handOffs()).allMatch(pass -> pass.opened().payer().equals(CREDIT));
    assertThat(granted.after().standing()).isEqualTo(Standing.ACTIVE);
    assertThat(granted.after().grant(aGrant("more").of("1").from(at(500)).build()).handOffs())
        .isEmpty();
    assertThat(granted.after().grants()).hasSize(2);
  }

  @Test
  void aGrantThatCannotPayASecondChangesNothing() {
    Pool exhausted =
        aPool(START, PRICES, aGrant("one").of("0.01").build())
            .with(aDisk("d", START, "pd-balanced", 100))
            .settle(at(5_000))
            .after();

    Settlement granted = exhausted.grant(aGrant("a nano").of(new Money(1)).from(at(5_000)).build());

    assertThat(granted.handOffs()).isEmpty();
    assertThat(granted.after().standing()).isEqualTo(Standing.EXHAUSTED);
    assertThat(granted.after().segments()).allMatch(one -> one.segment().payer().equals(GRACE));
  }

  @Test
  void revokingLeavesWhatRunningMachinesStillOwe() {
    Grant grant = aGrant("one").of("1").build();
    Pool pool =
        with(aPool(START, PRICES, grant), aMachine("m", START, "n1-standard-4"))
            .settle(at(20))
            .after();

    // of a minute for 3,166,650 nanos two thirds are still owed
    Money free = pool.available().minus(new Money(2_111_100));
    assertThat(pool.revocable(grant.id())).isEqualTo(free);
    assertThatThrownBy(() -> pool.revoke(grant.id(), free.plus(new Money(1))))
        .hasMessageContaining("may be revoked");

    Pool revoked = pool.revoke(grant.id(), free);
    assertThat(revoked.exhaustion()).hasValue(at(60));
    Pool stopped = ended(revoked, machine("m"), at(21)).settle(at(21)).after();
    assertThat(stopped.available()).isEqualTo(Money.ZERO);
  }

  // ---- after the credit

  @Test
  void aTopUpThatCreditCannotPayIsOverrun() {
    Grant shortLived = aGrant("one").of("1").until(at(30)).build();
    Pool pool = with(aPool(START, PRICES, shortLived), aMachine("m", START, "n1-standard-4"));

    Settlement settled = ended(pool, machine("m"), at(40)).settle(at(40));

    assertThat(settled.after().standing()).isEqualTo(Standing.EXPIRED);
    assertThat(
            settled.charges().stream()
                .flatMap(charge -> charge.shares().stream())
                .filter(share -> share.account().equals(Account.platform(Cause.OVERRUN, ADA)))
                .mapToLong(share -> share.amount().nanos())
                .sum())
        .isEqualTo(3_166_650 / 2);
  }

  @Test
  void admissionSaysWhyNot() {
    Proposal machine =
        new Proposal(MachineTypes.named("n1-standard-4").orElseThrow().parts(), List.of());
    Pool none = Pool.empty(ADA, START, PRICES);
    Pool expired = aPool(START, PRICES, aGrant("g").until(at(10)).build()).settle(at(10)).after();
    Proposal unpriced = new Proposal(List.of(Quantity.of("quantum.core", 1)), List.of());

    assertThat(reason(none.admission(machine, LEAD))).isEqualTo(Admission.Reason.EXHAUSTED);
    assertThat(reason(expired.admission(machine, LEAD))).isEqualTo(Admission.Reason.EXPIRED);
    assertThat(reason(aPool(START, PRICES, plenty).admission(unpriced, LEAD)))
        .isEqualTo(Admission.Reason.UNPRICED);
  }

  @Test
  void whatIsQuotedIsWhatIsPosted() {
    Seeded.cases(
        100,
        random -> {
          var types = List.copyOf(MachineTypes.all());
          var type = types.get(random.nextInt(types.size()));
          Duration lead = ofSeconds(random.nextInt(130));
          Proposal proposal = new Proposal(type.parts(), List.of());
          Money needed = aPool(START, PRICES, plenty).admission(proposal, lead).needed();
          Grant exactly = aGrant("exactly").of(needed).build();
          Grant less = aGrant("less").of(needed.minus(new Money(1))).build();

          Pool started = with(aPool(START, PRICES, exactly), aMachine("m", START, type.parts()));
          assertThat(aPool(START, PRICES, exactly).admission(proposal, lead))
              .isInstanceOf(Admission.Admitted.class);
          assertThat(aPool(START, PRICES, less).admission(proposal, lead))
              .isInstanceOf(Admission.Refused.class);
          assertThat(spentAfter(started, at(60).plus(lead))).isEqualTo(needed);
        });
  }

  @Test
  void theForecastIsWhatIsLeftWhenSettled() {
    Seeded.cases(
        50,
        random -> {
          Pool pool =
              with(
                      aPool(
                          START,
                          PRICES,
                          aGrant("a").of("20").until(at(5_000_000)).build(),
                          aGrant("b").of("5").from(at(3_000_000)).build()),
                      aMachine("m", START, "e2-medium"))
                  .with(aDisk("d", START, "pd-balanced", 10 + random.nextInt(200)));
          Forecast forecast = pool.forecast();

          assertThat(forecast.endsAt()).isEqualTo(pool.exhaustion());
          assertThat(forecast.points().getFirst().available()).isEqualTo(Money.ofDollars(20));
          for (Forecast.Point point : forecast.points()) {
            boolean last =
                forecast.points().stream()
                    .filter(other -> other.at().equals(point.at()))
                    .reduce((_, other) -> other)
                    .orElseThrow()
                    .equals(point);
            if (last) {
              assertThat(pool.settle(point.at()).after().available()).isEqualTo(point.available());
            }
          }
        });
  }

  @Test
  void theRunLimitIsTheRestOfTheCreditWithinBounds() {
    assertThat(RunLimit.onCredit(START, at(1_000), ofSeconds(120), RunLimit.USUAL))
        .isEqualTo(ofSeconds(1_120));
    assertThat(RunLimit.onCredit(START, at(-1_000), ofSeconds(120), RunLimit.USUAL))
        .isEqualTo(ofSeconds(30));
    assertThat(RunLimit.onCredit(START, at(99_999_999), ofSeconds(120), RunLimit.USUAL))
        .isEqualTo(Duration.ofDays(30));
    assertThat(RunLimit.onCredit(START, at(99_999_999), LEAD, Duration.ofDays(365)))
        .isEqualTo(Duration.ofDays(120));
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

  private static Admission.Reason reason(Admission admission) {
    return ((Admission.Refused) admission).reason();
  }

  private static Pool priced(Pool pool, PriceList prices) {
    return new Pool(
        pool.owner(),
        pool.standing(),
        pool.asOf(),
        pool.grants(),
        pool.segments(),
        pool.lines(),
        prices);
  }

  private static Money spentAfter(Pool pool, Instant to) {
    return pool.available().minus(pool.settle(to).after().available());
  }
}
