package org.stipend.standalone.journey;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An admin who changes what a researcher may spend. */
final class Admin {

  private final ApiClient api;

  private Admin(ApiClient api) {
    this.api = api;
  }

  static Admin of(TestStipend stipend) {
    return new Admin(stipend.api("admin"));
  }

  /** Revokes what is more than the researcher's only runtime burns in that time. */
  void lowerCreditOf(Researcher ada, Duration left) {
    JsonNode credit = ada.credit();
    long perHour = Books.nanos(ada.runtimes().getFirst().path("cost").path("runningPerHour"));
    long keep = perHour * left.toSeconds() / 3_600;
    long live = Books.nanos(credit.path("available"));
    BigDecimal revoke = BigDecimal.valueOf(live - keep, 9);
    String grant = credit.path("grants").path(0).path("id").asString();
    api.post(
            "/api/grants/" + grant + "/revocations",
            Map.of("amount", revoke.toPlainString(), "reason", "a test of the end"))
        .ok();
  }

  /** Takes back what is left of it. */
  void takeAllCreditOf(Researcher ada) {
    String grant = ada.credit().at("/grants/0/id").asString();
    api.post("/api/grants/" + grant + "/revocations", Map.of("reason", "a test of the end")).ok();
  }

  void grant(Researcher ada, String amount) {
    String person = ada.credit().path("researcher").path("id").asString();
    api.post("/api/people/" + person + "/grants", Map.of("amount", amount, "reason", "to go on"))
        .ok();
  }
}
