package org.stipend.orchestrator;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The head. Roles {@code api}, {@code engine} and {@code proxy} in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrchestratorApplication {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
