package org.stipend.orchestrator;

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

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
