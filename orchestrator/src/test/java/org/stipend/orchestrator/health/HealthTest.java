package org.stipend.orchestrator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.engine.EngineWatch;
import tools.jackson.databind.JsonNode;

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
    await().until(() -> console.bean(EngineWatch.class).delayed());
    var readiness = console.anonymous().get("/actuator/health/readiness");
    assertThat(readiness.status()).isEqualTo(200);
    assertThat(readiness.json().at("/components/commands/status").asString()).isEqualTo("DELAYED");
  }

  @Test
  void aParkedPoolIsShownToOperatorsAndTakesNothingOutOfService() {
    JdbcClient jdbc = console.bean(JdbcClient.class);
    UUID ada = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO person (id, issuer, subject, email, name, first_seen_at)
            VALUES (:id, 'test', :id::text, 'ada@example.org', 'Ada', now())
            """)
        .param("id", ada)
        .update();
    jdbc.sql(
            """
            INSERT INTO credit_pool (researcher, status, settled_to, epoch, created_at, parked_since, parked_because)
            VALUES (:id, 'NONE', now(), 1, now(), now(), 'a nano too many')
            """)
        .param("id", ada)
        .update();
    String status = "/components/books/status";
    await()
        .until(() ->
            health(console.anonymous()).at(status).asString().equals("ATTENTION")); // read each 5 s

    assertThat(health(console.anonymous()).at("/components/books/details").isMissingNode())
        .isTrue();
    assertThat(
            health(console.as("op", Role.OPERATOR))
                .at("/components/books/details/parkedPools/" + ada)
                .asString())
        .contains("a nano too many");
    assertThat(console.anonymous().get("/actuator/health/books").status()).isEqualTo(200);
    assertThat(console.anonymous().get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(console.anonymous().get("/actuator/prometheus").body())
        .contains("stipend_pools_parked 1.0")
        .contains("stipend_usage_unpriced 0.0");
  }

  private static JsonNode health(TestConsole.Client client) {
    return client.get("/actuator/health").json();
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
