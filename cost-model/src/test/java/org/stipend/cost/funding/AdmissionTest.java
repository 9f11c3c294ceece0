package org.stipend.cost.funding;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.ADA;
import static org.stipend.cost.testing.Build.START;
import static org.stipend.cost.testing.Build.aDisk;
import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.aMachine;
import static org.stipend.cost.testing.Build.aPool;
import static org.stipend.cost.testing.Build.at;
import static org.stipend.cost.testing.Build.machine;
import static org.stipend.cost.testing.Build.with;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.testing.Seeded;
import org.stipend.cost.usage.MachineTypes;
import org.stipend.cost.usage.Quantity;

/** What people are told before something starts. */
class AdmissionTest {

  private static final PriceList PRICES = ListPrices.usCentral1();
  private static final Duration LEAD = ofSeconds(5);

  private final Grant plenty = aGrant("plenty").build();

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

  private static Admission.Reason reason(Admission admission) {
    return ((Admission.Refused) admission).reason();
  }

  private static Money spentAfter(Pool pool, Instant to) {
    return pool.available().minus(pool.settle(to).after().available());
  }
}
