package org.stipend.cost.rating;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cost.money.Money;
import org.stipend.cost.money.UnitPrice;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.testing.Build;
import org.stipend.cost.testing.ListPrices;
import org.stipend.cost.usage.DiskType;
import org.stipend.cost.usage.MachineTypes;
import org.stipend.cost.usage.Quantity;

class EstimateTest {

  @ParameterizedTest
  @CsvSource({
    "2026-02-01T00:00:00Z, 0.071428571",
    "2028-02-01T00:00:00Z, 0.068965517",
    "2026-11-01T00:00:00Z, 0.066666667",
    "2026-12-01T00:00:00Z, 0.064516129",
  })
  void aDayOfDiskDependsOnTheMonth(Instant month, String perDay) {
    Estimate disk = of(month, disk("pd-standard", 50));

    assertThat(disk.costOf(Duration.ofDays(1))).hasToString(perDay);
    assertThat(disk.perMonth()).isEqualTo(Money.ofDollars(2));
  }

  @Test
  void disksCostTheirPriceByTheMonth() {
    assertThat(of(Build.START, disk("pd-balanced", 100)).costOf(ofHours(1)))
        .isEqualTo(new Money(13_888_889));
    assertThat(of(Build.START, disk("pd-standard", 200)).perMonth()).isEqualTo(Money.ofDollars(8));
    assertThat(of(Build.START, disk("pd-standard", 200)).costOf(Duration.ofDays(15)))
        .isEqualTo(Money.ofDollars(4));
    assertThat(of(Build.START, disk("pd-ssd", 200)).perMonth()).isEqualTo(Money.ofDollars(34));
    assertThat(of(Build.START, disk("pd-standard", 500)).perMonth()).isEqualTo(Money.ofDollars(20));
  }

  @Test
  void aRunOfHalfAMinuteCostsAMinute() {
    Estimate machine = of(Build.START, MachineTypes.named("n1-standard-4").orElseThrow().parts());

    assertThat(machine.minimum()).isEqualTo(new Money(3_166_650));
    assertThat(machine.costOf(ofSeconds(61))).isEqualTo(new Money(3_219_427));
    assertThat(machine.costOf(ofSeconds(3_599))).isEqualTo(new Money(189_946_223));
    assertThat(machine.costOf(ofSeconds(14_551))).isEqualTo(new Money(767_965_402));
  }

  @ParameterizedTest
  @CsvSource({
    "n1-standard-4, false, 1556.2, 64.8",
    "n1-standard-4, true, 552.7, 23.0",
    "e2-standard-4, false, 2193.0, 91.4",
  })
  void threeHundredDollarsLast(String machineType, boolean gpu, String hours, String days) {
    var type = MachineTypes.named(machineType).orElseThrow();
    var parts = new ArrayList<>((gpu ? type.withGpus("t4", 1) : type).parts());
    parts.addAll(disk("pd-standard", 50));
    var perSecond = of(Build.START, parts).burnRate().perSecond();

    BigDecimal seconds =
        new BigDecimal(Money.ofDollars(300).nanos())
            .multiply(new BigDecimal(perSecond.denominator()))
            .divide(new BigDecimal(perSecond.numerator()), 0, RoundingMode.DOWN);
    assertThat(in(seconds, 3_600)).hasToString(hours);
    assertThat(in(seconds, 86_400)).hasToString(days);
  }

  @Test
  void onePoolAsOneCombinedLineEndsWithinANanoOfItsParts() {
    // 0.189999 + 0.35 + 100 GiB x 0.1 / 720 h, ninefold to be whole nanos
    var thirtyDays = new UnitPrice(4, 984_991_000, 9 * 3_600);

    assertThat(thirtyDays.costOf(6_499)).isEqualTo(new Money(999_921_497));
    assertThat(thirtyDays.costOf(6_500).isMoreThan(Money.ofDollars(1))).isTrue();

    // the same by 744 h, 93-fold
    var thirtyOneDays = new UnitPrice(51, 469_907_000, 93 * 3_600);
    assertThat(thirtyOneDays.costOf(6_504)).isEqualTo(new Money(999_881_347));
    assertThat(thirtyOneDays.costOf(6_505).isMoreThan(Money.ofDollars(1))).isTrue();
  }

  @Test
  void whatHasNoPriceIsNamedAndNotFree() {
    Estimate estimate =
        of(ListPrices.SINCE.minusSeconds(1), List.of(Quantity.of("n1.core", 4_000)));

    assertThat(estimate.unpriced()).containsExactly(SkuKey.of("n1.core"));
    assertThat(estimate.lines()).isEmpty();
  }

  private static BigDecimal in(BigDecimal seconds, long unit) {
    return seconds.divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP);
  }

  private static List<Quantity> disk(String type, long gib) {
    return List.of(DiskType.named(type).orElseThrow().ofGib(gib));
  }

  private static Estimate of(Instant at, List<Quantity> parts) {
    return Estimate.of(parts, ListPrices.usCentral1(), at);
  }
}
