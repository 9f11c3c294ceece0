package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Billing accounts as the stand-in of the whole product has them. */
class BillingAccountsTest {

  private static final String OPEN = "ADA000-000000-000001";

  @TempDir Path directory;

  @Test
  void eachKindOfAccountIsSeenAsWhatItIs() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start()) {
      ApiClient ada = stipend.api("researcher");
      Map.of(
              OPEN,
              "OPEN",
              "ADA000-000000-000002",
              "CLOSED",
              "ADA000-000000-000003",
              "NO_RIGHT",
              "ADA000-000000-000004",
              "WRONG_CURRENCY",
              "ADA000-000000-000005",
              "UNKNOWN",
              "ADA000-000000-00000A",
              "UNKNOWN",
              "012345-6789AB-CDEF01",
              "UNKNOWN")
          .forEach((number, state) -> isSeenAs(ada, number, state));

      stipend.killHard();
      Path file = stipend.data().resolve("billing/accounts.json");
      assertThat(file).as("nothing was changed yet").doesNotExist();
      stipend.wipeTemporal();
      stipend.start();

      isSeenAs(stipend.api("researcher"), OPEN, "OPEN");
      isSeenAs(stipend.api("researcher2"), OPEN, "UNKNOWN");
      assertThat(page(stipend, "operator")).isEqualTo("/idp/billing");
      assertThat(page(stipend, "researcher")).isEmpty();
    }
  }

  private static void isSeenAs(ApiClient who, String number, String state) {
    who.put("/api/billing-accounts/" + number, Map.of()).ok();
    Awaitility.await(number + " is " + state)
        .until(() ->
            accounts(who).stream()
                .anyMatch(it ->
                    it.path("account").asString("").equals(number)
                        && !it.path("checkedAt").isNull()
                        && it.path("state").asString().equals(state)));
  }

  private static List<JsonNode> accounts(ApiClient who) {
    return who.get("/api/billing-accounts").ok().path("items").valueStream().toList();
  }

  private static String page(TestStipend stipend, String person) {
    return stipend.api(person).get("/api/me").ok().path("billingPage").asString("");
  }
}
