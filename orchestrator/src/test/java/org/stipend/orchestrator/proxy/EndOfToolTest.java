package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.stipend.cost.RuntimeId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an open page of a tool is told of its end. */
final class EndOfToolTest extends AtTheGate {

  private static final Instant SOON = NOW.plusSeconds(600);

  @Test
  void aMachineWhoseEndIsNotInSightHasNone() throws Exception {
    JsonNode told = told();

    assertThat(told.path("endsAt").isNull()).isTrue();
    assertThat(told.path("closed").isNull()).isTrue();
    assertThat(told.path("page").asString())
        .isEqualTo("http://localhost:8080/workspaces/" + workspace + "/runtimes/" + runtime);
  }

  @Test
  void ofTheCreditsEndAndTheRunLimitTheFirstCounts() throws Exception {
    house.runsUntil(runtime, SOON);
    assertEnd(SOON, "RUN_LIMIT");

    house.creditEnds(ada, workspace, NOW.plusSeconds(300), NOW.plusSeconds(330));
    assertEnd(NOW.plusSeconds(300), "CREDIT");

    house.runsUntil(runtime, NOW.plusSeconds(200));
    assertEnd(NOW.plusSeconds(200), "RUN_LIMIT");
  }

  @Test
  void aMachinesOwnEndThatFollowsTheCreditsIsNoLimit() throws Exception {
    house.creditEnds(ada, workspace, SOON, SOON.plusSeconds(1));
    house.runsUntil(runtime, SOON.minusSeconds(4));

    assertEnd(SOON, "CREDIT");
  }

  @Test
  void creditThatExpiresIsNotUsedUp() throws Exception {
    house.creditEnds(ada, workspace, SOON, SOON.plusSeconds(30));
    house.grantExpires(ada, SOON.plusSeconds(30));

    assertEnd(SOON, "EXPIRY");
  }

  @Test
  void aStoppedMachineIsToldOfInWords() throws Exception {
    String cookie = enter(runtime, ada);
    house.set(runtime, "STOPPED", "STOPPED");

    assertThat(read(ask(runtime, cookie)).path("closed").asString())
        .isEqualTo(
            "Jupyter is stopped. Nothing runs here. Files are on its disk, as you left them.");
  }

  @Test
  void onlyThoseAreToldWhoMayOpenTheTool() throws Exception {
    String cookie = enter(runtime, ada);
    RuntimeId other = house.runningJupyter(house.workspaceOf(ada), ada, tool.address());

    assertThat(ask(runtime, "x=y").statusCode()).isEqualTo(401);
    assertThat(ask(other, cookie).statusCode()).isEqualTo(401);
    assertThat(
            get(request(runtime, EndBar.STATE)
                    .header("Cookie", cookie)
                    .header("Origin", "https://evil.example"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void anOpenPageThatAsksKeepsNobodySignedIn() throws Exception {
    String session = house.consoleSession(ada);
    String cookie =
        cookieOf(get(request(runtime, "/.stipend/enter?code=" + code(runtime, ada, session, "/"))));
    pass(300);
    long before = expiry(session);

    assertThat(ask(runtime, cookie).statusCode()).isEqualTo(200);
    assertThat(expiry(session)).isEqualTo(before);
    get(request(runtime, "/").header("Cookie", cookie));
    assertThat(expiry(session)).isGreaterThan(before);
  }

  private void assertEnd(Instant at, String cause) throws Exception {
    JsonNode told = told();
    assertThat(told.path("endsAt").asString()).isEqualTo(at.toString());
    assertThat(told.path("cause").asString()).isEqualTo(cause);
    assertThat(told.path("now").asString()).isEqualTo(NOW.toString());
  }

  private JsonNode told() throws Exception {
    return read(ask(runtime, enter(runtime, ada)));
  }

  private HttpResponse<String> ask(RuntimeId runtime, String cookie) throws Exception {
    return get(request(runtime, EndBar.STATE).header("Cookie", cookie));
  }

  private static JsonNode read(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    return JsonMapper.shared().readTree(answer.body());
  }

  private static long expiry(String session) {
    return database
        .jdbc()
        .sql("SELECT expiry_time FROM spring_session WHERE session_id = ?")
        .param(session)
        .query(Long.class)
        .single();
  }
}
