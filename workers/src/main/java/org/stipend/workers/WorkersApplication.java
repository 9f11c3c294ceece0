package org.stipend.workers;

import java.time.InstantSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The hands as a process of their own; reads {@code workers.yaml}. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(WorkersConfiguration.class)
public class WorkersApplication {

  public static void main(String[] args) {
    new SpringApplicationBuilder(WorkersApplication.class)
        .properties("spring.config.name=workers")
        .run(args);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
