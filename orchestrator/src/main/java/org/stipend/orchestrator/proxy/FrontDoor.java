package org.stipend.orchestrator.proxy;

import io.undertow.UndertowOptions;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger log = LoggerFactory.getLogger(FrontDoor.class);
  private static final Duration FOR_A_HEAD = Duration.ofSeconds(10);
  private static final Duration BETWEEN_REQUESTS = Duration.ofMinutes(1);
  private static final int BUFFER = 16 * 1024;
  private static final int BACKLOG = 1000;

  private final HttpHandler gate;
  private final Pages pages;
  private final int perAddress;
  private final Duration forTheRest;
  private final HttpOpenListener http;
  private final XnioWorker worker;
  private final AcceptingChannel<StreamConnection> server;
  private final Map<InetSocketAddress, BrowserWire> wires = new ConcurrentHashMap<>();

  /**
   * Open when this returns.
   *
   * @param forTheRest of a request that was answered before it was there
   */
  FrontDoor(ProxySettings settings, HttpHandler gate, Pages pages, Duration forTheRest)
      throws IOException {
    this.gate = gate;
    this.pages = pages;
    this.perAddress = settings.connectionsPerAddress();
    this.forTheRest = forTheRest;
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
    var peer = (InetSocketAddress) connection.getPeerAddress();
    if (peer == null || !findsRoom(peer.getAddress())) { // or is gone already
      IoUtils.safeClose(connection);
      return;
    }
    var wire = new BrowserWire(connection, pages, forTheRest);
    wires.put(peer, wire);
    connection.setCloseListener(closed -> wires.remove(peer, wire));
    http.handleEvent(connection);
  }

  /** Not exact: those who come at the same instant do not see each other. */
  private boolean findsRoom(InetAddress address) {
    if (wires.size() < perAddress) {
      return true;
    }
    List<Map.Entry<InetSocketAddress, BrowserWire>> neighbours =
        wires.entrySet().stream().filter(it -> it.getKey().getAddress().equals(address)).toList();
    if (neighbours.size() < perAddress) {
      return true;
    }
    Optional<Map.Entry<InetSocketAddress, BrowserWire>> silent =
        neighbours.stream()
            .filter(it -> !it.getValue().isWorking())
            .min(Comparator.comparingLong(it -> it.getValue().lastHeard()));
    if (silent.isEmpty()) {
      log.atWarn()
          .addKeyValue("address", address.getHostAddress())
          .log("an address has no more connections to tools");
      return false;
    }
    wires.remove(silent.get().getKey());
    silent.get().getValue().close();
    return true;
  }

  private void handOver(HttpServerExchange exchange) throws Exception {
    BrowserWire wire = wires.get(exchange.getSourceAddress());
    if (wire == null) { // it had to make place, and says so by ending
      IoUtils.safeClose(exchange.getConnection());
    } else if (wire.admit(exchange)) {
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
