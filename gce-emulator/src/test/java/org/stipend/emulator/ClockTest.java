package org.stipend.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClockTest {

  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");

  private final Clock clock = Clock.heldAt(START);

  @Test
  void whoWaitsForAHeldClockGoesOnWhenItIsMoved() {
    CompletableFuture<Void> passed = CompletableFuture.runAsync(() -> pass(Duration.ofSeconds(3)));
    while (clock.waiting() == 0) Thread.onSpinWait();
    assertThat(clock.awaited()).contains(START.plusSeconds(3));

    clock.advance(Duration.ofSeconds(2));
    assertThat(clock.waiting()).isOne();
    clock.advance(Duration.ofSeconds(1));

    assertThat(clock.waiting()).isZero();
    passed.join();
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3));
  }

  private void pass(Duration time) {
    try {
      clock.waitUntil(clock.instant().plus(time));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
