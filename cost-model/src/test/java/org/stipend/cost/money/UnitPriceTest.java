package org.stipend.cost.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cost.testing.Seeded;

class UnitPriceTest {

  /** n1-standard-4 as one summed price per hour. */
  private static final UnitPrice MACHINE = new UnitPrice(0, 189_999_000, 3_600);

  private static final UnitPrice CORE = new UnitPrice(0, 31_611_000, 3_600_000);
  private static final UnitPrice RAM = new UnitPrice(0, 4_237_000, 3_686_400);

  @ParameterizedTest
  @CsvSource({
    "3_600, 189_999_000, 126_444_000, 63_555_000",
    "60, 3_166_650, 2_107_400, 1_059_250",
    "61, 3_219_428, 2_142_523, 1_076_904",
    "3_599, 189_946_222, 126_408_877, 63_537_346",
    "14_551, 767_965_402, 511_079_623, 256_885_779",
  })
  void costsOfN1Standard4AreThoseWorkedOutByHand(
      String seconds, String summed, String core, String ram) {
    assertThat(MACHINE.costOf(number(seconds))).isEqualTo(new Money(number(summed)));
    assertThat(CORE.costOf(4_000 * number(seconds))).isEqualTo(new Money(number(core)));
    assertThat(RAM.costOf(15_360 * number(seconds))).isEqualTo(new Money(number(ram)));
  }

  @Test
  void halfANanoGoesToTheEvenOne() {
    assertThat(MACHINE.exactCostOf(61).times(2)).isEqualTo(fraction(2 * 3_219_427L + 1, 1));
    assertThat(MACHINE.exactCostOf(3_599).times(2)).isEqualTo(fraction(2 * 189_946_222L + 1, 1));

    UnitPrice half = new UnitPrice(0, 1, 2);
    assertThat(half.costOf(1)).isEqualTo(new Money(0));
    assertThat(half.costOf(3)).isEqualTo(new Money(2));
    assertThat(half.costOf(5)).isEqualTo(new Money(2));
    assertThat(half.costOf(-1)).isEqualTo(new Money(0));
    assertThat(half.costOf(-3)).isEqualTo(new Money(-2));
  }

  @Test
  void keepsTheFractionBeforeItRounds() {
    UnitPrice core = new UnitPrice(0, 21_811_590, 3_600_000);

    assertThat(core.exactCostOf(14_551_000)).isEqualTo(fraction(88_161_235_025L, 1_000));
    assertThat(core.costOf(14_551_000)).isEqualTo(new Money(88_161_235));
  }

  @Test
  void wholeDollarsCountAsWellAsNanos() {
    assertThat(new UnitPrice(2, 933_908_000, 3_600).costOf(3_600))
        .isEqualTo(Money.parse("2.933908"));
  }

  @Test
  void extremeQuantitiesAreExactOrThrowAndNeverWrap() {
    long month = 31 * 86_400;
    UnitPrice ssd = new UnitPrice(0, 170_000_000, month);
    assertThat(ssd.costOf(65_536 * month)).isEqualTo(Money.parse("11141.12"));

    UnitPrice dear = new UnitPrice(Long.MAX_VALUE, 999_999_999, 1);
    assertThatThrownBy(() -> dear.costOf(1)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> dear.costOf(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    assertThat(new UnitPrice(1, 0, Long.MAX_VALUE).costOf(Long.MAX_VALUE))
        .isEqualTo(Money.ofDollars(1));
  }

  @Test
  void refusesWhatIsNoPrice() {
    assertThatThrownBy(() -> new UnitPrice(-1, 0, 1)).hasMessageContaining("-1 units");
    assertThatThrownBy(() -> new UnitPrice(0, -1, 1)).hasMessageContaining("-1 nanos");
    assertThatThrownBy(() -> new UnitPrice(0, 1_000_000_000, 1)).hasMessageContaining("nanos");
    assertThatThrownBy(() -> new UnitPrice(0, 0, 0)).hasMessageContaining("0 base units");
  }

  @Test
  void isTheNearestNanoToTheFraction() {
    Seeded.cases(
        5_000,
        random -> {
          long nanos = random.nextLong(1_000_000_000);
          long baseUnits = 1 + random.nextLong(random.nextBoolean() ? 12 : 4_000_000);
          long quantity = random.nextLong(random.nextBoolean() ? 100 : 1_000_000_000);
          long cost = new UnitPrice(0, (int) nanos, baseUnits).costOf(quantity).nanos();

          BigInteger exact = BigInteger.valueOf(nanos).multiply(BigInteger.valueOf(quantity));
          BigInteger twiceOff =
              BigInteger.valueOf(cost)
                  .multiply(BigInteger.valueOf(baseUnits))
                  .subtract(exact)
                  .shiftLeft(1)
                  .abs();
          int farther = twiceOff.compareTo(BigInteger.valueOf(baseUnits));
          assertThat(farther < 0 || (farther == 0 && cost % 2 == 0)).isTrue();
        });
  }

  private static long number(String digits) {
    return Long.parseLong(digits.replace("_", ""));
  }

  private static ExactAmount fraction(long numerator, long denominator) {
    return new ExactAmount(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }
}
