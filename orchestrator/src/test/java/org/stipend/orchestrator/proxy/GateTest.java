package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.testing.TestPorts;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.change.Kind;

class GateTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final TestingHouse house = new TestingHouse(database.asOwner(), NOW);
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = TestPorts.free();
  private TestingGate gate;
  private StandInTool tool;
  private UUID ada;
  private UUID workspace;
  private RuntimeId runtime;

  @BeforeEach
  void open() {
    gate = new TestingGate(database, port, NOW);
    tool = new StandInTool();
    ada = house.researcher();
    workspace = house.workspaceOf(ada);
    runtime = house.runningJupyter(workspace, ada, tool.address());
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    gate.close();
    tool.close();
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
    var socket = new Socket(connect(enter(runtime, ada)));

    assertThat(socket.say("hello")).isEqualTo("echo hello");
    assertThat(gate.server().tunnelsTo(runtime)).isEqualTo(1);
    socket.end();
    await().until(() -> gate.server().tunnelsTo(runtime) == 0 && tool.sockets.get() == 0);
  }

  @Test
  void aSocketIsCutWhenTheRuntimeIsToldToStop() throws Exception {
    String cookie = enter(runtime, ada);
    var socket = new Socket(connect(cookie));
    socket.say("hello");

    house.set(runtime, "STOPPED", "STOPPING");
    gate.announce(Kind.RUNTIME, runtime.value());

    await().until(() -> socket.closed.isDone() && tool.sockets.get() == 0);
    assertThat(gate.server().tunnels().open()).isZero();
    HttpResponse<String> page =
        get(request(runtime, "/lab").header("Cookie", cookie).header("Accept", "text/html"));
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Jupyter is stopping");
  }

  @Test
  void aSocketIsCutWhenItsPersonLeavesTheWorkspaceAndTheOthersStay() throws Exception {
    UUID bob = house.researcher();
    house.join(bob, workspace, "WRITER");
    String cookieOfBob = enter(runtime, bob);
    var socketOfBob = new Socket(connect(cookieOfBob));
    var socketOfAda = new Socket(connect(enter(runtime, ada)));
    socketOfBob.say("hello");
    socketOfAda.say("hello");

    database.jdbc().sql("DELETE FROM workspace_member WHERE person = ?").param(bob).update();
    gate.announce(Kind.WORKSPACE, workspace);

    await().until(socketOfBob.closed::isDone);
    assertThat(socketOfAda.say("still here")).isEqualTo("echo still here");
    assertThat(get(request(runtime, "/").header("Cookie", cookieOfBob)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void disablingAPersonOrSigningOutEndsTheirCookies() throws Exception {
    String session = house.consoleSession(ada);
    String cookie =
        cookieOf(get(request(runtime, "/.stipend/enter?code=" + code(runtime, ada, session, "/"))));
    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(200);

    database.jdbc().sql("DELETE FROM spring_session WHERE session_id = ?").param(session).update();
    gate.announceAndWait(Kind.PERSON, ada);
    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(401);

    String fresh = enter(runtime, ada);
    assertThat(get(request(runtime, "/").header("Cookie", fresh)).statusCode()).isEqualTo(200);
    database
        .jdbc()
        .sql("UPDATE person SET disabled_at = first_seen_at WHERE id = ?")
        .param(ada)
        .update();
    gate.announceAndWait(Kind.PERSON, ada);
    assertThat(get(request(runtime, "/").header("Cookie", fresh)).statusCode()).isEqualTo(401);
  }

  @Test
  void aPermissionIsReadAgainAfterAMinuteEvenWhenNothingWasHeard() throws Exception {
    String cookie = enter(runtime, ada);
    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(200);

    database.jdbc().sql("DELETE FROM workspace_member WHERE person = ?").param(ada).update();
    pass(60);

    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(401);
  }

  @Test
  void workInAToolKeepsThePersonSignedIn() throws Exception {
    String session = house.consoleSession(ada);
    String cookie =
        cookieOf(get(request(runtime, "/.stipend/enter?code=" + code(runtime, ada, session, "/"))));

    for (int minutes = 0; minutes < 60; minutes += 20) {
      pass(20 * 60);
      assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aReaderHasNoWayIn() throws Exception {
    UUID reader = house.researcher();
    house.join(reader, workspace, "READER");

    assertThat(get(request(runtime, "/").header("Cookie", enter(runtime, reader))).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aStoppedRuntimesAddressShowsAPageWithStart() throws Exception {
    String cookie = enter(runtime, ada);
    house.set(runtime, "STOPPED", "STOPPED");

    HttpResponse<String> page =
        get(request(runtime, "/lab").header("Cookie", cookie).header("Accept", "text/html"));
    HttpResponse<String> program = get(request(runtime, "/api").header("Cookie", cookie));

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body())
        .contains("Jupyter is stopped")
        .contains(
            "href=\"http://localhost:8080/workspaces/%s/runtimes/%s#start\""
                .formatted(workspace, runtime))
        .contains("Go to Start");
    assertThat(program.statusCode()).isEqualTo(503);
    assertThat(program.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(program.body()).contains("RUNTIME_NOT_RUNNING");
  }

  @Test
  void aToolThatDoesNotAnswerIsSaidSo() throws Exception {
    String cookie = enter(runtime, ada);
    tool.close();

    HttpResponse<String> page =
        get(request(runtime, "/lab").header("Cookie", cookie).header("Accept", "text/html"));

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Jupyter does not answer");
  }

  @Test
  void aRestartOfTheGateKeepsTheCookie() throws Exception {
    String cookie = enter(runtime, ada);
    gate.close();
    gate = new TestingGate(database, port, NOW);

    assertThat(get(request(runtime, "/").header("Cookie", cookie)).statusCode()).isEqualTo(200);
  }

  private void pass(long seconds) {
    gate.clock.moveTo(gate.clock.instant().plusSeconds(seconds));
  }

  private String code(RuntimeId runtime, UUID person, String session, String path) {
    return gate.sessions().issueCode(runtime, person, session, path, gate.clock.instant());
  }

  private String enter(RuntimeId runtime, UUID person) throws Exception {
    String code = code(runtime, person, null, "/");
    return cookieOf(get(request(runtime, "/.stipend/enter?code=" + code)));
  }

  private static String cookieOf(HttpResponse<?> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  private String origin(RuntimeId runtime) {
    return "http://" + runtime + ".localhost:" + port;
  }

  private HttpRequest.Builder request(RuntimeId runtime, String path) {
    return HttpRequest.newBuilder(URI.create(origin(runtime) + path));
  }

  private HttpResponse<String> get(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private java.util.function.Function<WebSocket.Listener, WebSocket> connect(String cookie) {
    return listener ->
        client
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .header("Origin", origin(runtime))
            .buildAsync(URI.create("ws://" + runtime + ".localhost:" + port + "/ws"), listener)
            .join();
  }

  private int handshake(String cookie, String origin) {
    try {
      client
          .newWebSocketBuilder()
          .header("Cookie", cookie)
          .header("Origin", origin)
          .buildAsync(
              URI.create("ws://" + runtime + ".localhost:" + port + "/ws"),
              new WebSocket.Listener() {})
          .join();
      return 101;
    } catch (CompletionException e) {
      return ((java.net.http.WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  /** One browser socket: says a line, hears the answer. */
  private static final class Socket implements WebSocket.Listener {

    final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private volatile CompletableFuture<String> answer = new CompletableFuture<>();

    Socket(java.util.function.Function<WebSocket.Listener, WebSocket> connect) {
      this.socket = connect.apply(this);
    }

    String say(String line) {
      answer = new CompletableFuture<>();
      socket.sendText(line, true);
      return answer.join();
    }

    void end() {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      answer.complete(data.toString());
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.complete(null);
    }
  }
}
