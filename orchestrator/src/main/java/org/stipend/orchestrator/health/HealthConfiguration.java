package org.stipend.orchestrator.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stipend.orchestrator.books.Alarms;
import org.stipend.orchestrator.books.BooksWatch;
import org.stipend.orchestrator.engine.EngineWatch;
import org.stipend.orchestrator.notice.NoticeWatch;
import org.stipend.orchestrator.reconcile.DriftWatch;

/** PostgreSQL, Temporal, workers and the books, each told by itself: they fail differently. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

  private static final int PATIENCE_SECONDS = 2;
  private static final Status ATTENTION = new Status("ATTENTION");
  private static final Status DELAYED = new Status("DELAYED");

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

  /**
   * Whether what is accepted is also done. Part of readiness, with a status of its own: a process
   * that accepts commands while Temporal or the workers are away is to stay in service.
   */
  @Bean
  HealthIndicator commandsHealthIndicator(EngineWatch watch) {
    return () -> (watch.delayed() ? Health.status(DELAYED) : Health.up()).build();
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

  /**
   * What in the books wants somebody's attention. A status of its own, which makes nothing else
   * look down: everything but the booking of those pools goes on.
   */
  @Bean
  HealthIndicator booksHealthIndicator(BooksWatch watch) {
    return () -> {
      Alarms alarms = watch.alarms();
      Map<String, String> pools = new TreeMap<>();
      alarms
          .pools()
          .forEach(one ->
              pools.put(
                  one.researcher().toString(),
                  "parked since %s: %s".formatted(one.since(), one.because())));
      Map<String, String> skus = new TreeMap<>();
      alarms
          .skus()
          .forEach(one ->
              skus.put(
                  one.sku(),
                  "no price since %s: %d stretches of use in %d pools"
                      .formatted(one.since(), one.stretches(), one.pools())));
      Map<String, String> graces = new TreeMap<>();
      alarms
          .graces()
          .forEach(one ->
              graces.put(
                  one.pool().toString(),
                  "%s for disks kept since %s".formatted(one.spent(), one.since())));
      return (alarms.none() ? Health.up() : Health.status(ATTENTION))
          .withDetail("parked", alarms.parked())
          .withDetail("parkedPools", pools)
          .withDetail("unpriced", alarms.unpriced())
          .withDetail("unpricedSkus", skus)
          .withDetail("overGrace", alarms.overGrace())
          .withDetail("overGracePools", graces)
          .build();
    };
  }

  /** Mail that cannot be sent stops nothing else, and somebody should know. */
  @Bean
  HealthIndicator noticesHealthIndicator(NoticeWatch watch) {
    return () -> {
      NoticeWatch.Waiting waiting = watch.waiting();
      return (waiting.isLate() ? Health.status(ATTENTION) : Health.up())
          .withDetail("pending", waiting.pending())
          .withDetail("failed", waiting.failed())
          .withDetail("oldestAgeSeconds", waiting.age())
          .build();
    };
  }

  /** Machines and disks that the rows do not explain: what they are stands under Drift. */
  @Bean
  HealthIndicator driftHealthIndicator(DriftWatch watch) {
    return () -> {
      DriftWatch.Seen seen = watch.seen();
      return (seen.needsAttention() ? Health.status(ATTENTION) : Health.up())
          .withDetail("open", seen.open())
          .withDetail("quarantined", seen.quarantined())
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
