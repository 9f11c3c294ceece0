package org.stipend.workers;

import io.temporal.worker.WorkerFactory;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The hands as a process of their own; reads {@code workers.yaml}. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(WorkersConfiguration.class)
public class WorkersApplication {

  private static final int SHUTDOWN_SECONDS = 8;

  public static void main(String[] args) {
    new SpringApplicationBuilder(WorkersApplication.class)
        .properties("spring.config.name=workers")
        .run(args);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  /** Temporal's starter stops workers without waiting for what they do. */
  @Bean
  SmartLifecycle workersStop(WorkerFactory workers) {
    return new SmartLifecycle() {

      private volatile boolean running;

      @Override
      public void start() {
        running = true;
      }

      @Override
      public void stop() {
        workers.shutdown();
        workers.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        workers.shutdownNow();
        running = false;
      }

      @Override
      public boolean isRunning() {
        return running;
      }

      @Override
      public int getPhase() {
        return 0;
      }
    };
  }
}
