package org.stipend.orchestrator.health;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stipend.orchestrator.engine.EngineWatch;

/** PostgreSQL, Temporal and workers, each told by itself: they fail differently. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

  private static final int PATIENCE_SECONDS = 2;

  /** Without it nothing works. */
  @Bean
  HealthIndicator postgresqlHealthIndicator(DataSource database) {
    return () -> {
      try (Connection connection = database.getConnection()) {
        return (connection.isValid(PATIENCE_SECONDS) ? Health.up() : Health.down()).build();
      } catch (SQLException e) {
        return Health.down(e).build();
      }
    };
  }

  /** Without it commands are accepted and wait. */
  @Bean
  HealthIndicator temporalHealthIndicator(EngineWatch watch) {
    return () -> (watch.sight().temporal() ? Health.up() : Health.down()).build();
  }

  /** Without them commands are accepted and wait, though Temporal is there. */
  @Bean
  HealthIndicator workersHealthIndicator(EngineWatch watch) {
    return () -> {
      EngineWatch.Sight sight = watch.sight();
      return (sight.hasWorkers() ? Health.up() : Health.down())
          .withDetails(sight.pollers())
          .build();
    };
  }

  @Bean
  FilterRegistrationBean<OperatorsSeeDetails> operatorsSeeDetails() {
    var registration = new FilterRegistrationBean<>(new OperatorsSeeDetails());
    registration.addUrlPatterns("/actuator/health", "/actuator/health/*");
    return registration;
  }

  @Bean
  FilterRegistrationBean<LogContext> logContext() {
    return new FilterRegistrationBean<>(new LogContext());
  }
}
