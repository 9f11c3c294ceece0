package org.stipend.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClockTest {

  @Test
  void ticksInMicrosecondsAsTheDatabaseDoes() {
    InstantSource clock = new OrchestratorApplication().clock();
    assertThat(Stream.generate(clock::instant).limit(1_000))
        .allMatch(now -> now.equals(now.truncatedTo(ChronoUnit.MICROS)));
  }
}
