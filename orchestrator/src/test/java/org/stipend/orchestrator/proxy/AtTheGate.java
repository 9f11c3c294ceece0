package org.stipend.orchestrator.proxy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cloud.testing.TestPorts;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.TestDatabase;

/** Ada's Jupyter runs behind a gate on a real port, and people come with their browsers. */
abstract class AtTheGate {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  final TestingHouse house = new TestingHouse(database.asOwner(), NOW);
  final HttpClient client = HttpClient.newHttpClient();
  final int port = TestPorts.free();
  TestingGate gate;
  StandInTool tool;
  UUID ada;
  UUID workspace;
  RuntimeId runtime;

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

  void pass(long seconds) {
    gate.clock.moveTo(gate.clock.instant().plusSeconds(seconds));
  }

  String code(RuntimeId runtime, UUID person, String session, String path) {
    return gate.sessions().issueCode(runtime, person, session, path, gate.clock.instant());
  }

  String enter(RuntimeId runtime, UUID person) throws Exception {
    String code = code(runtime, person, null, "/");
    return cookieOf(get(request(runtime, "/.stipend/enter?code=" + code)));
  }

  static String cookieOf(HttpResponse<?> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  String origin(RuntimeId runtime) {
    return "http://" + runtime + ".localhost:" + port;
  }

  HttpRequest.Builder request(RuntimeId runtime, String path) {
    return HttpRequest.newBuilder(URI.create(origin(runtime) + path));
  }

  HttpResponse<String> get(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The page of the tool in a browser tab opens its socket. */
  ToolSocket connect(String cookie) {
    return new ToolSocket(listener ->
        client
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .header("Origin", origin(runtime))
            .buildAsync(URI.create("ws://" + runtime + ".localhost:" + port + "/ws"), listener)
            .join());
  }

  int handshake(String cookie, String origin) {
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
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }
}
