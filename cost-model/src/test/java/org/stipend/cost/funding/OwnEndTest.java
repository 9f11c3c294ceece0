package org.stipend.cost.funding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnEndTest {

  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  @Test
  void liesWhereTheCreditEndsAndNeverPastTheLongestRun() {
    assertThat(OwnEnd.of(NOW, NOW.plusSeconds(500))).isEqualTo(NOW.plusSeconds(500));
    assertThat(OwnEnd.of(NOW, NOW.plus(Duration.ofDays(31)))).isEqualTo(NOW.plus(RunLimit.USUAL));
    assertThat(OwnEnd.of(NOW, null)).isEqualTo(NOW.plus(RunLimit.USUAL));
  }

  @Test
  void aSecondIsNeverWorthACall() {
    assertThat(OwnEnd.toBeMovedAt(NOW.plusSeconds(61), NOW.plusSeconds(60))).isEmpty();
    assertThat(OwnEnd.toBeMovedAt(NOW.plusSeconds(59), NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void isMovedAtOnceWhereCreditEndsMuchSoonerOrLater() {
    assertThat(OwnEnd.toBeMovedAt(NOW.plusSeconds(1_000), NOW.plusSeconds(60)).orElseThrow())
        .isBefore(NOW);
    assertThat(OwnEnd.toBeMovedAt(NOW.plusSeconds(60), NOW.plusSeconds(1_000)).orElseThrow())
        .isBefore(NOW);
  }

  @Test
  void isMovedWhenTooLittleTimeIsLeftForTheDifference() {
    assertThat(OwnEnd.toBeMovedAt(NOW.plusSeconds(1_005), NOW.plusSeconds(1_000)))
        .hasValue(NOW.plusSeconds(500));
  }

  static LongStream seeds() {
    return LongStream.range(0, 1_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theRuleHoldsUntilItIsToBeMovedAndNotALongTimeAfterwards(long seed) {
    var random = new Random(seed);
    Instant should = NOW.plusSeconds(random.nextLong(1, Duration.ofDays(30).toSeconds()));
    long off = (long) Math.pow(10, random.nextInt(10)) * random.nextInt(-9, 10);
    Instant is = should.plusMillis(off);
    Instant moved = OwnEnd.toBeMovedAt(is, should).orElse(should);

    assertThat(isCloseEnough(is, should, moved)).isTrue();
    assertThat(isCloseEnough(is, should, moved.minusSeconds(random.nextInt(1_000)))).isTrue();
    if (moved.isBefore(should)) {
      assertThat(isCloseEnough(is, should, moved.plusMillis(1))).isFalse();
      assertThat(is).as("it does not end before it is moved").isAfter(moved);
    }
    assertThat(OwnEnd.toBeMovedAt(should, should)).as("then it stays").isEmpty();
  }

  /** The rule in other words. */
  private static boolean isCloseEnough(Instant is, Instant should, Instant now) {
    long off = Math.abs(Duration.between(is, should).toMillis());
    return off <= 1_000 || off * 100 <= Duration.between(now, should).toMillis();
  }
}
