package org.stipend.orchestrator.proxy;

import io.undertow.UndertowOptions;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * Where browsers connect: Undertow's listener for HTTP, with a {@link BrowserWire} below each of
 * its connections. {@code Undertow.builder()} would have no place for one.
 */
final class FrontDoor {

  private static final Duration FOR_A_HEAD = Duration.ofSeconds(10);
  private static final Duration BETWEEN_REQUESTS = Duration.ofMinutes(1);
  private static final int BUFFER = 16 * 1024;
  private static final int BACKLOG = 1000;

  private final Gate gate;
  private final Pages pages;
  private final HttpOpenListener http;
  private final XnioWorker worker;
  private final AcceptingChannel<StreamConnection> server;
  private final Map<SocketAddress, BrowserWire> wires = new ConcurrentHashMap<>();

  /** Open when this returns. */
  FrontDoor(ProxySettings settings, Gate gate, Pages pages) throws IOException {
    this.gate = gate;
    this.pages = pages;
    http = new HttpOpenListener(new DefaultByteBufferPool(true, BUFFER, -1, 4), options(settings));
    http.setRootHandler(this::handOver);
    int threads = Math.max(Runtime.getRuntime().availableProcessors(), 2);
    worker =
        Xnio.getInstance(FrontDoor.class.getClassLoader())
            .createWorker(
                OptionMap.builder()
                    .set(Options.THREAD_DAEMON, true)
                    .set(Options.WORKER_IO_THREADS, threads)
                    .set(Options.WORKER_TASK_CORE_THREADS, threads)
                    .set(Options.WORKER_TASK_MAX_THREADS, threads)
                    .getMap());
    @SuppressWarnings("unchecked") // of a server for plain connections
    var opened =
        (AcceptingChannel<StreamConnection>)
            worker.createStreamConnectionServer(
                new InetSocketAddress(settings.bind(), settings.port()),
                ChannelListeners.openListenerAdapter(this::connected),
                OptionMap.builder()
                    .set(Options.WORKER_IO_THREADS, threads)
                    .set(Options.TCP_NODELAY, true)
                    .set(Options.REUSE_ADDRESSES, true)
                    .set(Options.BALANCING_TOKENS, 1)
                    .set(Options.BALANCING_CONNECTIONS, 2)
                    .set(Options.BACKLOG, BACKLOG)
                    .getMap());
    server = opened;
    server.resumeAccepts();
  }

  private static OptionMap options(ProxySettings settings) {
    return OptionMap.builder()
        .set(UndertowOptions.ENABLE_CONNECTOR_STATISTICS, true)
        .set(UndertowOptions.IDLE_TIMEOUT, (int) settings.tunnelIdle().toMillis())
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) FOR_A_HEAD.toMillis())
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) BETWEEN_REQUESTS.toMillis())
        .set(UndertowOptions.ALWAYS_SET_DATE, true)
        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L) // how much is too much, tools say
        // an address passes as it came: decoded, it could hold a request of its own
        .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
        .set(UndertowOptions.DECODE_URL, false)
        .getMap();
  }

  private void connected(StreamConnection connection) {
    SocketAddress peer = connection.getPeerAddress();
    if (peer == null) { // gone already
      IoUtils.safeClose(connection);
      return;
    }
    var wire = new BrowserWire(connection, pages);
    wires.put(peer, wire);
    connection.setCloseListener(closed -> wires.remove(peer, wire));
    http.handleEvent(connection);
  }

  private void handOver(HttpServerExchange exchange) throws Exception {
    BrowserWire wire = wires.get(exchange.getConnection().getPeerAddress());
    if (wire != null && wire.admit(exchange)) { // else it was closed in the meantime
      gate.handleRequest(exchange);
    }
  }

  ConnectorStatistics statistics() {
    return http.getConnectorStatistics();
  }

  void close() {
    IoUtils.safeClose(server);
    http.closeConnections();
    worker.shutdown();
    try {
      worker.awaitTermination();
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
