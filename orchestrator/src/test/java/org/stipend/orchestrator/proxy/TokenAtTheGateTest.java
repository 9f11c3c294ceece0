package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.change.Kind;

/** Programs come with the token they have for the API. */
final class TokenAtTheGateTest extends AtTheGate {

  private String token;

  @BeforeEach
  void adaIsKnownToTheProvider() {
    database
        .jdbc()
        .sql("UPDATE person SET issuer = ? WHERE id = ?")
        .param(gate.provider.issuer())
        .param(ada)
        .update();
    token = gate.provider.bearer(ada.toString());
  }

  @Test
  void aTokenOpensEveryRuntimeItsPersonMayWorkInAndNoOther() throws Exception {
    RuntimeId second = house.runningJupyter(house.workspaceOf(ada), ada, tool.address());
    var eve = house.researcher();
    RuntimeId ofEve = house.runningJupyter(house.workspaceOf(eve), eve, tool.address());

    for (RuntimeId own : new RuntimeId[] {runtime, second, runtime}) {
      assertThat(get(with(token, own)).statusCode()).isEqualTo(200);
    }
    assertRefused(get(with(token, ofEve)));
  }

  @Test
  void theToolDoesNotSeeTheToken() throws Exception {
    assertThat(get(with(token, runtime)).body())
        .contains("Authorization: token " + StandInTool.SECRET)
        .doesNotContain(token);
  }

  @Test
  void aTokenThatIsNoneOrOverIsRefusedAsAProblem() throws Exception {
    for (String refused :
        new String[] {
          "garbage", gate.provider.expired(ada.toString()), gate.provider.idToken("" + ada)
        }) {
      assertRefused(get(with(refused, runtime)));
    }
    assertRefused(get(with("garbage", runtime).header("Accept", "text/html")));
  }

  @Test
  void whatATokenOpenedIsCutWithTheRightToIt() throws Exception {
    var socket = socket();
    assertThat(socket.say("hello")).isEqualTo("echo hello");

    database.jdbc().sql("DELETE FROM workspace_member WHERE person = ?").param(ada).update();
    gate.announce(Kind.WORKSPACE, workspace);

    await().until(socket.closed::isDone);
    assertRefused(get(with(token, runtime)));
  }

  @Test
  void whatATokenOpenedEndsWithTheToken() throws Exception {
    Token.Hash key = Token.hash(token, runtime);
    gate.sessions().admit(key, runtime, ada, NOW.plusSeconds(60), NOW);

    assertThat(gate.sessions().pass(key, runtime, NOW.plusSeconds(59))).isPresent();
    assertThat(gate.sessions().pass(key, runtime, NOW.plusSeconds(60))).isEmpty();
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(answer.body()).contains("NOT_SIGNED_IN", "new token");
  }

  private HttpRequest.Builder with(String bearer, RuntimeId to) {
    return request(to, "/api").header("Authorization", "Bearer " + bearer);
  }

  private ToolSocket socket() {
    return new ToolSocket(listener ->
        client
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create("ws://" + runtime + ".localhost:" + port + "/ws"), listener)
            .join());
  }
}
