package org.stipend.orchestrator.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The second trigger for everything that protects money: an indexed look every few seconds that
 * needs no Temporal. What it catches is a metric that should stay at zero.
 */
@Component
final class Sweeper extends Loop {

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration EVERY = Duration.ofSeconds(15);

  /** Temporal's own timer comes first. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final List<Overdue> overdue;
  private final InstantSource clock;
  private final Counter catches;

  Sweeper(List<Overdue> overdue, InstantSource clock, MeterRegistry meters) {
    super("sweeper");
    this.overdue = overdue;
    this.clock = clock;
    this.catches =
        Counter.builder("stipend.sweeper.catches")
            .description("Deadlines that the durable timers missed")
            .register(meters);
  }

  void sweep() {
    for (Overdue rows : overdue) {
      try {
        catches.increment(rows.sweep(clock.instant(), GRACE));
      } catch (RuntimeException e) {
        log.error("A sweep failed and is tried again in {}", EVERY, e);
      }
    }
  }

  @Override
  protected void turn() throws InterruptedException {
    sweep();
    TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
  }
}
