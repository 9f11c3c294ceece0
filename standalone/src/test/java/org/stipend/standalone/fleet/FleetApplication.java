package org.stipend.standalone.fleet;

import io.temporal.spring.boot.WorkerOptionsCustomizer;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.stipend.emulator.Clock;
import org.stipend.orchestrator.OrchestratorApplication;
import org.stipend.standalone.identity.IdentityConfiguration;
import org.stipend.workers.WorkersConfiguration;
import org.stipend.workers.pause.Pause;

/** The product as {@code ./stipend up --gce-emulator} runs it, on a clock that tests move. */
@Configuration(proxyBeanMethods = false)
@Import({OrchestratorApplication.class, WorkersConfiguration.class, IdentityConfiguration.class})
class FleetApplication {

  /** As fine as that of the product. */
  @Bean
  @Primary
  InstantSource heldClock(Clock clock) {
    return InstantSource.tick(clock, Duration.ofNanos(1_000));
  }

  @Bean
  @Primary
  Pause heldPause(Clock clock) {
    return time -> clock.waitUntil(clock.instant().plus(time));
  }

  /** It would hold heartbeats back for a time of ours, in which hours may pass. */
  @Bean
  WorkerOptionsCustomizer everyHeartbeat() {
    return (options, _, _) -> options.setMaxHeartbeatThrottleInterval(Duration.ofMillis(1));
  }
}
