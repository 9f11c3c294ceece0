package org.stipend.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.stipend.orchestrator.TestClock;

class TableReadingTest {

  private final TestClock clock = new TestClock("2026-04-01T00:00:00Z");
  private final List<Instant> asked = new ArrayList<>();
  private boolean away;
  private final TableReading<Integer> reading = new TableReading<>(clock, 0, this::count);

  @Test
  void asksOnceForAScrape() {
    assertThat(reading.now()).isEqualTo(1);
    assertThat(reading.now()).isEqualTo(1);
    clock.moveTo(clock.instant().plusSeconds(5));
    assertThat(reading.now()).isEqualTo(2);
  }

  @Test
  void showsWhatWasTrueBeforeWhileTheDatabaseIsAway() {
    away = true;
    assertThat(reading.now()).isZero();
    clock.moveTo(clock.instant().plusSeconds(5));
    away = false;
    assertThat(reading.now()).isEqualTo(1);
    clock.moveTo(clock.instant().plusSeconds(5));
    away = true;
    assertThat(reading.now()).isEqualTo(1);
  }

  private int count(Instant now) {
    if (away) {
      throw new DataAccessResourceFailureException("away");
    }
    asked.add(now);
    return asked.size();
  }
}
