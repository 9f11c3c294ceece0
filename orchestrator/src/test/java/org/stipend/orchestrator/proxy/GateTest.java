package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.Wire;

/** How people get to a tool, and what passes on the way. */
final class GateTest extends AtTheGate {

  @Test
  void aHeadThatNeverEndsIsNotWaitedFor() {
    try (Wire slow = new Wire(port)) {
      slow.sends("GET / HTTP/1.1\r\nX-Slow: ");
      await().until(() -> slow.isEnded() || !slow.sends("x"));
    }
  }

  @Test
  void whoComesWithoutACookieIsSentThroughTheConsoleAndBackToWhereTheyWereGoing() throws Exception {
    HttpResponse<String> page =
        get(request(runtime, "/lab/tree/a%20b.ipynb?x=1").header("Accept", "text/html"));

    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location"))
        .hasValue(
            "http://localhost:8080/r/" + runtime + "?to=%2Flab%2Ftree%2Fa%2520b.ipynb%3Fx%3D1");
    HttpResponse<String> program = get(request(runtime, "/api/status"));
    assertThat(program.statusCode()).isEqualTo(401);
    assertThat(program.body()).contains("\"code\":\"NOT_SIGNED_IN\"");
  }

  @Test
  void aCodeOpensTheToolOnceAndTheCookieStaysOpen() throws Exception {
    String code = code(runtime, ada, null, "/lab");

    HttpResponse<String> first = get(request(runtime, "/.stipend/enter?code=" + code));
    HttpResponse<String> second = get(request(runtime, "/.stipend/enter?code=" + code));

    assertThat(first.statusCode()).isEqualTo(302);
    assertThat(first.headers().firstValue("Location")).hasValue(origin(runtime) + "/lab");
    assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContain("Domain");
    assertThat(second.statusCode()).isEqualTo(410);
    String cookie = cookieOf(first);
    assertThat(get(request(runtime, "/a/b?c=d").header("Cookie", cookie)).body())
        .startsWith("GET /a/b?c=d\n");
  }

  @Test
  void aCodeThatCameTooLateOrToAnotherRuntimeOpensNothing() throws Exception {
    RuntimeId other = house.runningJupyter(house.workspaceOf(ada), ada, tool.address());
    String code = code(other, ada, null, "/");
    assertThat(get(request(runtime, "/.stipend/enter?code=" + code)).statusCode()).isEqualTo(410);

    String late = code(runtime, ada, null, "/");
    pass(61);
    assertThat(get(request(runtime, "/.stipend/enter?code=" + late)).statusCode()).isEqualTo(410);
  }

  @Test
  void theCookieOfOneRuntimeOpensNoOther() throws Exception {
    RuntimeId other = house.runningJupyter(house.workspaceOf(ada), ada, tool.address());
    String cookie = enter(runtime, ada);

    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(200);
    assertThat(get(request(other, "/").header("Cookie", cookie)).statusCode()).isEqualTo(401);
  }

  @Test
  void theToolGetsItsSecretAndNothingThatProvesThePerson() throws Exception {
    String cookie = enter(runtime, ada);

    String seen =
        get(request(runtime, "/")
                .header("Cookie", "_xsrf=1; " + cookie + "; theme=dark")
                .header("Authorization", "Bearer of-the-person")
                .header("X-Stipend-Secret", "guessed")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-For", "10.0.0.1"))
            .body();

    assertThat(seen)
        .contains("Authorization: token " + StandInTool.SECRET)
        .contains("Cookie: _xsrf=1; theme=dark")
        .contains("Host: " + runtime + ".localhost:" + port)
        .contains("X-Forwarded-Host: " + runtime + ".localhost:" + port)
        .contains("X-Forwarded-Proto: http")
        .contains("X-Forwarded-For: 127.0.0.1")
        .doesNotContain("of-the-person", "guessed", "evil.example", "10.0.0.1")
        .doesNotContain(cookie);
    assertThat(get(HttpRequest.newBuilder(tool.address())).statusCode())
        .as("a direct call, without the secret")
        .isEqualTo(403);
  }

  @Test
  void aForeignHostIsNobodys() throws Exception {
    String cookie = enter(runtime, ada);

    for (String host : new String[] {"localhost", "127.0.0.1", "x.localhost"}) {
      URI uri = URI.create("http://" + host + ":" + port + "/");
      assertThat(get(HttpRequest.newBuilder(uri).header("Cookie", cookie)).statusCode())
          .isEqualTo(421);
    }
  }

  @Test
  void anotherSitesPageCanNeitherChangeNorConnectNorEmbed() throws Exception {
    String cookie = enter(runtime, ada);
    HttpRequest.Builder post =
        request(runtime, "/upload")
            .header("Cookie", cookie)
            .POST(HttpRequest.BodyPublishers.ofString("x"));

    assertThat(get(post.copy().header("Origin", origin(runtime))).statusCode()).isEqualTo(200);
    for (String foreign : new String[] {"https://evil.example", "null", "http://localhost:8080"}) {
      assertThat(get(post.copy().header("Origin", foreign)).statusCode()).isEqualTo(403);
      assertThat(
              get(request(runtime, "/").header("Cookie", cookie).header("Origin", foreign))
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(
            get(request(runtime, "/")
                    .header("Cookie", cookie)
                    .header("Sec-Fetch-Site", "same-site")
                    .header("Sec-Fetch-Mode", "no-cors"))
                .statusCode())
        .isEqualTo(403);
    assertThat(handshake(cookie, "https://evil.example")).isEqualTo(403);
    HttpResponse<String> answer = get(request(runtime, "/open-to-all").header("Cookie", cookie));
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValue("frame-ancestors 'self'");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
  }

  @Test
  void twentyMegabytesPassUnharmedBothWays() throws Exception {
    String cookie = enter(runtime, ada);
    byte[] bytes = StandInTool.bytes(20 << 20);

    HttpResponse<String> up =
        get(
            request(runtime, "/upload")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    HttpResponse<byte[]> down =
        client.send(
            request(runtime, "/download?bytes=" + bytes.length).header("Cookie", cookie).build(),
            BodyHandlers.ofByteArray());

    assertThat(up.body()).isEqualTo(StandInTool.digest(bytes));
    assertThat(StandInTool.digest(down.body())).isEqualTo(StandInTool.digest(bytes));
  }

  @Test
  void aSocketEchoesAndIsCountedUntilItCloses() throws Exception {
    var socket = connect(enter(runtime, ada));

    assertThat(socket.say("hello")).isEqualTo("echo hello");
    assertThat(gate.server().tunnelsTo(runtime)).isEqualTo(1);
    socket.end();
    await().until(() -> gate.server().tunnelsTo(runtime) == 0 && tool.sockets.get() == 0);
  }

  @Test
  void aRestartOfTheGateKeepsTheCookie() throws Exception {
    String cookie = enter(runtime, ada);
    gate.close();
    gate = new TestingGate(database, port, NOW);

    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(200);
  }
}
