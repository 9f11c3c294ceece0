package org.stipend.orchestrator;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The head. Roles {@code api}, {@code engine} and {@code proxy} in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class OrchestratorApplication {

  /** As fine as the database keeps it, which rounds what is finer, also up to the next second. */
  @Bean
  InstantSource clock() {
    return InstantSource.tick(InstantSource.system(), Duration.ofNanos(1_000));
  }
}
