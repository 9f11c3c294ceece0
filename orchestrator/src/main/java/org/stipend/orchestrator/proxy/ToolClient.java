package org.stipend.orchestrator.proxy;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.AttachmentKey;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;

/**
 * Connections to tools. Each connection of a browser has at most one of its own behind it, so no
 * two people ever share one, and both end together.
 */
final class ToolClient implements ProxyClient {

  private static final AttachmentKey<Pass.Target> TARGET = AttachmentKey.create(Pass.Target.class);
  private static final AttachmentKey<Held> HELD = AttachmentKey.create(Held.class);
  private static final ProxyTarget SOMEWHERE = new ProxyTarget() {};

  private final UndertowClient client = UndertowClient.getInstance();

  static void aim(HttpServerExchange exchange, Pass.Target target) {
    exchange.putAttachment(TARGET, target);
  }

  /** Whether the rest of the request is for a tool, which has not refused it. */
  static boolean isListening(HttpServerExchange exchange) {
    return exchange.getAttachment(TARGET) != null
        && exchange.getStatusCode() < StatusCodes.BAD_REQUEST;
  }

  /** A tool that refuses a request does not wait for the rest of it. */
  static void refused(HttpServerExchange exchange) {
    if (exchange.getStatusCode() >= StatusCodes.BAD_REQUEST && !exchange.isRequestComplete()) {
      held(exchange.getConnection()).tellNoMore();
    }
  }

  @Override
  public @Nullable ProxyTarget findTarget(HttpServerExchange exchange) {
    return exchange.getAttachment(TARGET) == null ? null : SOMEWHERE;
  }

  @Override
  public void getConnection(
      ProxyTarget target,
      HttpServerExchange exchange,
      ProxyCallback<ProxyConnection> callback,
      long timeout,
      TimeUnit unit) {
    URI address = exchange.getAttachment(TARGET).address();
    Held held = held(exchange.getConnection());
    ClientConnection open = held.connectionTo(address);
    if (open != null) {
      callback.completed(exchange, new ProxyConnection(open, ""));
      return;
    }
    var wire = new ToolWire();
    client.connect(
        new ClientCallback<>() {
          @Override
          public void completed(ClientConnection connection) {
            held.hold(address, connection, wire);
            callback.completed(exchange, new ProxyConnection(connection, ""));
          }

          @Override
          public void failed(IOException e) {
            callback.couldNotResolveBackend(exchange);
          }
        },
        address,
        wire.openedOn(exchange.getIoThread()),
        exchange.getConnection().getByteBufferPool(),
        OptionMap.EMPTY);
  }

  private static Held held(ServerConnection browser) {
    Held held = browser.getAttachment(HELD);
    if (held == null) {
      held = new Held();
      browser.putAttachment(HELD, held);
      Held mine = held;
      browser.addCloseListener(closed -> mine.close());
    }
    return held;
  }

  /** Touched by the connection's I/O thread alone. */
  private static final class Held {

    private @Nullable URI address;
    private @Nullable ClientConnection connection;
    private @Nullable ToolWire wire;
    private boolean closed;

    @Nullable ClientConnection connectionTo(URI wanted) {
      ClientConnection present = connection;
      ToolWire laid = wire;
      if (present != null
          && laid != null
          && present.isOpen()
          && laid.isWhole()
          && wanted.equals(address)) {
        laid.expectAnswer();
        return present;
      }
      IoUtils.safeClose(present);
      connection = null;
      return null;
    }

    void hold(URI address, ClientConnection connection, ToolWire wire) {
      this.address = address;
      this.connection = connection;
      this.wire = wire;
      wire.expectAnswer();
      if (closed) {
        IoUtils.safeClose(connection);
      }
    }

    void tellNoMore() {
      if (wire != null) {
        wire.tellNoMore();
      }
    }

    void close() {
      closed = true;
      IoUtils.safeClose(connection);
    }
  }
}
