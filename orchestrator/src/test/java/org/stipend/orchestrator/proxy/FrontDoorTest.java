package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.testing.TestPorts;
import org.stipend.orchestrator.Wire;
import tools.jackson.databind.json.JsonMapper;

/** Who connects to the gate and takes their time takes nobody else's place. */
final class FrontDoorTest {

  private static final int SHARE = 50;
  private static final String GET = "GET /%s HTTP/1.1\r\nHost: x\r\nConnection: %s\r\n\r\n";

  private final int port = TestPorts.free();
  private final Semaphore waiting = new Semaphore(0);
  private final List<Wire> strangers = new ArrayList<>();
  private final FrontDoor door = open(this::handle);

  @AfterEach
  void close() {
    strangers.forEach(Wire::close);
    door.close();
  }

  @Test
  void oneAddressHasItsShareAndWhoIsQuickGetsIn() throws Exception {
    for (int i = 0; i < 4 * SHARE; i++) {
      stranger("GET / HT");
      assertThat(ask("/nothing")).isEqualTo(401);
    }
    assertThat(door.statistics().getActiveConnections()).isLessThan(2L * SHARE);
    await().until(() -> strangers.stream().filter(Wire::isEnded).count() >= 3 * SHARE - 10);
  }

  @Test
  void whoeverWorksInAToolKeepsTheirPlace() throws Exception {
    for (int i = 0; i < SHARE; i++) {
      stranger(GET.formatted("work", "close"));
    }
    waiting.acquire(SHARE);

    assertThat(ask("/")).as("closed without an answer").isZero();
    assertThat(strangers).noneMatch(Wire::isEnded);
  }

  @Test
  void aRequestOfSomebodyUnknownThatDoesNotEndMakesPlace() throws Exception {
    for (int i = 0; i < SHARE; i++) {
      stranger(GET.formatted("wait", "close"));
    }
    waiting.acquire(SHARE);

    assertThat(ask("/")).isEqualTo(401);
    await().until(() -> strangers.stream().anyMatch(Wire::isEnded));
  }

  @Test
  void aConnectionBetweenTwoRequestsMakesPlace() throws Exception {
    for (int i = 0; i < SHARE; i++) {
      Wire stranger = stranger(GET.formatted("", "keep-alive"));
      assertThat(stranger.answer().status()).isEqualTo(401);
    }
    assertThat(ask("/")).isEqualTo(401);
    await().until(strangers.getFirst()::isEnded);
    assertThat(strangers.getLast().isEnded()).isFalse();
  }

  @Test
  void theRestOfARequestThatIsAnsweredIsNotWaitedFor() throws Exception {
    for (String framing :
        List.of("Content-Length: 9999999\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n9999\r\n")) {
      try (var slow = new Wire(port)) {
        slow.send("POST / HTTP/1.1\r\nHost: x\r\n" + framing);
        assertThat(slow.answer().status()).isEqualTo(401);
        await().until(() -> slow.isEnded() || !slow.sends("x"));
      }
    }
  }

  private FrontDoor open(HttpHandler handler) {
    Duration hour = Duration.ofHours(1);
    var settings = new ProxySettings(port, "127.0.0.1", hour, hour, hour, hour, SHARE);
    try {
      var pages = new Pages(JsonMapper.builder().build());
      return new FrontDoor(settings, handler, pages, Duration.ofMillis(500));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void handle(HttpServerExchange exchange) {
    if (exchange.getRequestPath().equals("/work")) {
      BrowserWire.keepPlace(exchange);
    }
    if (List.of("/work", "/wait").contains(exchange.getRequestPath())) {
      exchange.dispatch((Runnable) waiting::release);
    } else {
      exchange.setStatusCode(401);
      exchange.getResponseSender().send("who are you?");
    }
  }

  private Wire stranger(String says) throws IOException {
    var stranger = new Wire(port);
    strangers.add(stranger);
    stranger.send(says);
    return stranger;
  }

  private int ask(String path) {
    try (var quick = new Wire(port)) {
      quick.send(GET.formatted(path.substring(1), "close"));
      return quick.answer().status();
    } catch (IOException e) { // closed while we were talking
      return 0;
    }
  }
}
