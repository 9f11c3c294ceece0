package org.stipend.cost.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cost.price.UsageUnit;

class TimeTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void anIntervalEndsBeforeItsEnd() {
    var hour = new Interval(NOON, NOON.plusSeconds(3_600));

    assertThat(hour.contains(NOON)).isTrue();
    assertThat(hour.contains(hour.end())).isFalse();
  }

  @Test
  void countsWholeSecondsForwards() {
    Instant fraction = NOON.plusMillis(999);

    assertThat(Interval.floor(fraction)).isEqualTo(NOON);
    assertThatThrownBy(() -> Interval.at(fraction)).hasMessageContaining("whole second");
    assertThatThrownBy(() -> new Interval(NOON, NOON.minusSeconds(1)))
        .hasMessageContaining("before");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02, 2419200, 2597596220620800",
    "2028-02, 2505600, 2690367514214400",
    "2020-02, 2505600, 2690367514214400",
    "2026-11, 2592000, 2783138807808000",
    "2026-12, 2678400, 2875910101401600",
  })
  void aMonthHasItsOwnSeconds(YearMonth month, long seconds, long gibMonthInByteSeconds) {
    var billing = new BillingMonth(month);

    assertThat(billing.seconds()).isEqualTo(seconds);
    assertThat(new Interval(billing.start(), billing.end()).seconds()).isEqualTo(seconds);
    assertThat(UsageUnit.GIB_MONTH.baseUnits(billing) * (1L << 30))
        .isEqualTo(gibMonthInByteSeconds);
    assertThat(UsageUnit.GIB_HOUR.baseUnits(billing) * (1L << 20)).isEqualTo(3_865_470_566_400L);
  }

  @Test
  void monthsAreThoseOfUtc() {
    assertThat(BillingMonth.of(Instant.parse("2026-12-31T23:59:59.999Z"))).hasToString("2026-12");
    assertThat(BillingMonth.of(Instant.parse("2027-01-01T00:00:00Z"))).hasToString("2027-01");
  }

  @Test
  void aTimelineKeepsWhatWasTrue() {
    Timeline<String> line =
        Timeline.<String>empty().from(NOON, "old").absentFrom(NOON.plusSeconds(20));
    Timeline<String> changed = line.from(NOON.plusSeconds(10), "new");

    assertThat(changed.at(NOON.minusSeconds(1))).isEmpty();
    assertThat(changed.at(NOON)).hasValue("old");
    assertThat(changed.at(NOON.plusSeconds(10))).hasValue("new");
    assertThat(changed.at(NOON.plusSeconds(20))).isEmpty();
    assertThat(changed.nextChangeAfter(NOON)).hasValue(NOON.plusSeconds(10));
    assertThat(changed.nextChangeAfter(NOON.plusSeconds(20))).isEmpty();
    assertThat(line.at(NOON.plusSeconds(10))).hasValue("old");
  }
}
