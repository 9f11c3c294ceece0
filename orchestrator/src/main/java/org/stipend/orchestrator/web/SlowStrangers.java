package org.stipend.orchestrator.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Strangers who take their time do not take all of it: the head of a request has a deadline as a
 * whole, and one address a share of the connections.
 */
final class SlowStrangers {

  private static final Duration FOR_A_HEAD = Duration.ofSeconds(10);

  private SlowStrangers() {}

  /** Public for Tomcat, which makes it by its name. */
  public static final class Protocol extends Http11NioProtocol {

    private final Door door;

    public Protocol() {
      this(new Door());
    }

    private Protocol(Door door) {
      super(door);
      this.door = door;
    }

    void setConnectionsPerAddress(int most) {
      door.perAddress = most;
    }

    @Override
    protected Processor createProcessor() {
      return new Deadline(this);
    }
  }

  /** Tomcat's own time-outs begin anew with every byte. */
  private static final class Deadline extends Http11Processor {

    private @Nullable SocketWrapperBase<?> begun;
    private long since;

    Deadline(Protocol protocol) {
      super(protocol, protocol.getAdapter());
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
      SocketState state = super.service(socket);
      if (state != SocketState.LONG || isAsync()) {
        begun = null;
        return state;
      }
      if (begun != socket) {
        begun = socket;
        since = System.nanoTime();
      }
      boolean late = System.nanoTime() - since > FOR_A_HEAD.toNanos();
      return late ? SocketState.CLOSED : state;
    }
  }

  /** Who comes when an address has its share gets the place of who was silent there the longest. */
  private static final class Door extends NioEndpoint {

    private volatile int perAddress = Integer.MAX_VALUE;

    @Override
    protected SocketChannel serverSocketAccept() throws Exception {
      SocketChannel arriving = super.serverSocketAccept();
      while (connections.size() >= perAddress && !findsRoom(arriving)) {
        arriving.close();
        arriving = super.serverSocketAccept();
      }
      return arriving;
    }

    private boolean findsRoom(SocketChannel arriving) throws IOException {
      InetAddress address = arriving.socket().getInetAddress();
      List<Map.Entry<SocketChannel, SocketWrapperBase<NioChannel>>> neighbours =
          connections.entrySet().stream()
              .filter(open -> address.equals(open.getKey().socket().getInetAddress()))
              .filter(open -> !open.getKey().socket().isInputShutdown())
              .toList();
      if (neighbours.size() < perAddress) {
        return true;
      }
      Optional<SocketChannel> silent =
          neighbours.stream()
              .filter(open -> !isStream(open.getValue()))
              .min(Comparator.comparing(open -> ((NioSocketWrapper) open.getValue()).getLastRead()))
              .map(Map.Entry::getKey);
      if (silent.isPresent()) {
        silent.get().shutdownInput(); // what it is being answered still leaves
        return true;
      }
      getLog().warn("No more connections for " + address + ": it has " + perAddress);
      return false;
    }

    private static boolean isStream(SocketWrapperBase<NioChannel> open) {
      return open.getCurrentProcessor() instanceof Deadline answering && answering.isAsync();
    }
  }
}
