package org.stipend.orchestrator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.engine.EngineWatch;

/** There is a database and no Temporal. */
class HealthTest {

  @RegisterExtension
  static final TestConsole console =
      new TestConsole("--spring.temporal.connection.target=127.0.0.1:1");

  @Test
  void thePartsAreToldApart() {
    await().until(() -> console.bean(EngineWatch.class).delayed());

    var health = console.anonymous().get("/actuator/health");

    assertThat(health.status()).isEqualTo(503);
    assertThat(health.json().at("/components/postgresql/status").asString()).isEqualTo("UP");
    assertThat(health.json().at("/components/temporal/status").asString()).isEqualTo("DOWN");
    assertThat(health.json().at("/components/workers/status").asString()).isEqualTo("DOWN");
  }

  @Test
  void withoutTemporalTheProcessLivesAndTakesTraffic() {
    assertThat(console.anonymous().get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(console.anonymous().get("/actuator/health/readiness").status()).isEqualTo(200);
  }

  @Test
  void metricsAreForTheComputerItselfAndForOperators() {
    var scrape = console.anonymous().get("/actuator/prometheus");

    assertThat(scrape.status()).isEqualTo(200);
    assertThat(scrape.body())
        .contains("stipend_runtimes{state=\"running\"} 0.0")
        .contains("stipend_burn_nanos_per_hour{payer=\"credit\"} 0.0")
        .contains("stipend_outbox_oldest_age_seconds 0.0")
        .contains("stipend_pools_overdue 0.0")
        .contains("stipend_live_streams 0.0");
    String address = "/actuator/prometheus";
    assertThat(console.anonymous().with("X-Forwarded-For", "10.0.0.1").get(address).status())
        .isEqualTo(401);
    assertThat(
            console
                .as("op", Role.OPERATOR)
                .with("X-Forwarded-For", "10.0.0.1")
                .get(address)
                .status())
        .isEqualTo(200);
    assertThat(console.as("op", Role.OPERATOR).get("/actuator/env").status()).isEqualTo(404);
  }
}
