package org.stipend.orchestrator.proxy;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Behaves like a tool: demands its secret, echoes what it was asked, takes and gives large bodies.
 */
final class StandInTool implements AutoCloseable {

  static final String SECRET = "s3cret-of-this-start";

  private final Undertow server;
  final AtomicInteger sockets = new AtomicInteger();

  StandInTool() {
    HttpHandler websocket =
        Handlers.websocket((exchange, channel) -> {
          sockets.incrementAndGet();
          channel.addCloseTask(closed -> sockets.decrementAndGet());
          channel.getReceiveSetter().set(new Echo());
          channel.resumeReceives();
        });
    HttpHandler paths =
        Handlers.path()
            .addExactPath("/ws", websocket)
            .addExactPath("/upload", new BlockingHandler(StandInTool::upload))
            .addExactPath("/download", new BlockingHandler(StandInTool::download))
            .addExactPath("/open-to-all", StandInTool::openToAll)
            .addPrefixPath("/", StandInTool::echo);
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1", exchange -> demandSecret(exchange, paths))
            .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .build();
    server.start();
  }

  URI address() {
    var socket = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    return URI.create("http://127.0.0.1:" + socket.getPort());
  }

  @Override
  public void close() {
    server.stop();
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + i / 997);
    }
    return bytes;
  }

  static String digest(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static void demandSecret(HttpServerExchange exchange, HttpHandler next) throws Exception {
    if (("token " + SECRET).equals(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
      next.handleRequest(exchange);
    } else {
      exchange.setStatusCode(403);
      exchange.endExchange();
    }
  }

  private static void echo(HttpServerExchange exchange) {
    var text = new StringBuilder();
    text.append(exchange.getRequestMethod()).append(' ').append(Requests.pathAndQuery(exchange));
    exchange
        .getRequestHeaders()
        .forEach(header ->
            header.forEach(value ->
                text.append('\n').append(header.getHeaderName()).append(": ").append(value)));
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.getResponseSender().send(text.toString());
  }

  private static void openToAll(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(new HttpString("Access-Control-Allow-Origin"), "*");
    exchange.getResponseSender().send("hello");
  }

  private static void upload(HttpServerExchange exchange) throws Exception {
    try (InputStream in = exchange.getInputStream()) {
      exchange.getResponseSender().send(digest(in.readAllBytes()));
    }
  }

  private static void download(HttpServerExchange exchange) throws Exception {
    int size = Integer.parseInt(exchange.getQueryParameters().get("bytes").getFirst());
    try (OutputStream out = exchange.getOutputStream()) {
      out.write(bytes(size));
    }
  }

  private static final class Echo extends AbstractReceiveListener {
    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
      WebSockets.sendText("echo " + message.getData(), channel, null);
    }
  }
}
