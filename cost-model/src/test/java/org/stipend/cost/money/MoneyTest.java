package org.stipend.cost.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cost.testing.Seeded;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "300, 300.000000000",
    "0.189999000, 0.189999000",
    "-0.5, -0.500000000",
    "-0, 0.000000000",
    "0.000000001, 0.000000001",
    "9223372036.854775807, 9223372036.854775807",
    "-9223372036.854775808, -9223372036.854775808",
  })
  void readsDecimalsAndPrintsNineDigits(String read, String printed) {
    assertThat(Money.parse(read)).hasToString(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1.",
        ".5",
        "+1",
        "1e3",
        "0.1234567890",
        "1,000",
        "$1",
        "NaN",
        " 1",
        "１",
        "9223372036.854775808",
        "99999999999"
      })
  void refusesWhatIsNoAmount(String text) {
    assertThatThrownBy(() -> Money.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverWraps() {
    Money most = new Money(Long.MAX_VALUE);
    Money least = new Money(Long.MIN_VALUE);

    assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> least.minus(new Money(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(least::negated).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.ofDollars(9_223_372_037L))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void readsWhatItPrints() {
    Seeded.cases(
        2_000,
        random -> {
          Money amount = new Money(random.nextLong());
          assertThat(Money.parse(amount.toString())).isEqualTo(amount);
        });
  }
}
