package org.stipend.orchestrator.proxy;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The bytes from and to a browser, below HTTP. What is refused there, by us or by Undertow's parser
 * before the gate has seen a request, is refused in words, and the connection ends.
 */
final class BrowserWire {

  /** For the answer to arrive: what is closed with bytes unread takes back what it said. */
  private static final Duration TO_READ = Duration.ofSeconds(1);

  private static final AttachmentKey<BrowserWire> BELOW = AttachmentKey.create(BrowserWire.class);

  private final StreamConnection connection;
  private final Pages pages;
  private final Duration forTheRest;
  private final RequestBytes in;
  private final StreamSinkConduit out;

  /** From where the gate has a request until it is answered. */
  private volatile boolean admitted;

  /** While somebody who may works in a tool by it. */
  private volatile boolean working;

  private volatile boolean answering;
  private volatile boolean refused;

  BrowserWire(StreamConnection connection, Pages pages, Duration forTheRest) {
    this.connection = connection;
    this.pages = pages;
    this.forTheRest = forTheRest;
    in = new RequestBytes(connection.getSourceChannel().getConduit(), this::refuse);
    out = connection.getSinkChannel().getConduit();
    connection.getSourceChannel().setConduit(in);
    connection.getSinkChannel().setConduit(new Answer(out));
  }

  /** Whether the gate may have the request; its address is as it came from here on. */
  boolean admit(HttpServerExchange exchange) {
    if (!expectContent(exchange.getRequestHeaders())) {
      refuse(Notice.malformed());
      return false;
    }
    admitted = true;
    exchange.putAttachment(BELOW, this);
    exchange.addExchangeCompleteListener((done, next) -> {
      if (done.isUpgrade()) {
        in.openTunnel();
      } else {
        admitted = false;
        working = false;
        answering = false;
      }
      next.proceed();
    });
    exchange.addResponseCommitListener(this::boundRest);
    boolean absolute = exchange.isHostIncludedInRequestURI();
    exchange.setRequestURI(RequestBytes.restored(exchange.getRequestURI()), absolute);
    exchange.setRequestPath(RequestBytes.restored(exchange.getRequestPath()));
    exchange.setQueryString(RequestBytes.restored(exchange.getQueryString()));
    return true;
  }

  /** The one below a request from now on has a place of its own: it goes on to a tool. */
  static void keepPlace(HttpServerExchange exchange) {
    exchange.getAttachment(BELOW).working = true;
  }

  /** Whether a request or a tunnel of somebody who may work in a tool is on it. */
  boolean isWorking() {
    return working;
  }

  /** By {@link System#nanoTime}. */
  long lastHeard() {
    return in.lastHeard();
  }

  void close() {
    closeIn(Duration.ZERO);
  }

  private void closeIn(Duration delay) {
    connection
        .getIoThread()
        .executeAfter(() -> IoUtils.safeClose(connection), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What comes after the answer is thrown away, and may not take its time. */
  private void boundRest(HttpServerExchange exchange) {
    if (!exchange.isRequestComplete() && !ToolClient.isListening(exchange)) {
      connection
          .getIoThread()
          .executeAfter(
              () -> {
                if (!exchange.isRequestComplete()) {
                  IoUtils.safeClose(connection);
                }
              },
              forTheRest.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  /** Undertow has made sure that no more than one of them says how long it is. */
  private boolean expectContent(HeaderMap headers) {
    HeaderValues encoding = headers.get(Headers.TRANSFER_ENCODING);
    String length = headers.getFirst(Headers.CONTENT_LENGTH);
    if (encoding != null) {
      in.expectChunks();
      return encoding.getFirst().equalsIgnoreCase("chunked");
    }
    in.expect(length == null ? 0 : Long.parseLong(length));
    return true;
  }

  private void refuse(Notice notice) {
    if (refused) {
      return;
    }
    refused = true;
    in.end();
    Duration delay = Duration.ZERO;
    if (!answering) {
      delay = TO_READ;
      try {
        out.write(ByteBuffer.wrap(pages.answer(notice))); // nothing was said before: there is room
        out.terminateWrites();
        out.flush();
      } catch (IOException e) {
        delay = Duration.ZERO; // nobody is there
      }
    }
    closeIn(delay);
  }

  /** Lets out what the gate answers, and nothing after a refusal. */
  private final class Answer extends AbstractStreamSinkConduit<StreamSinkConduit> {

    Answer(StreamSinkConduit next) {
      super(next);
    }

    private boolean mayWrite() {
      if (!admitted) {
        refuse(Notice.malformed()); // Undertow's own refusals say nothing
      }
      answering = true;
      return !refused;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return mayWrite() ? next.write(bytes) : 0;
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
      return mayWrite() ? next.write(bytes, offset, length) : 0;
    }

    @Override
    public int writeFinal(ByteBuffer bytes) throws IOException {
      return mayWrite() ? next.writeFinal(bytes) : 0;
    }

    @Override
    public long writeFinal(ByteBuffer[] bytes, int offset, int length) throws IOException {
      return mayWrite() ? next.writeFinal(bytes, offset, length) : 0;
    }

    @Override
    public long transferFrom(FileChannel from, long position, long count) throws IOException {
      return mayWrite() ? next.transferFrom(from, position, count) : 0;
    }

    @Override
    public long transferFrom(StreamSourceChannel from, long count, ByteBuffer through)
        throws IOException {
      return mayWrite() ? next.transferFrom(from, count, through) : 0;
    }

    @Override
    public boolean flush() throws IOException {
      return !refused && next.flush();
    }

    @Override
    public void terminateWrites() throws IOException {
      if (!refused) {
        next.terminateWrites();
      }
    }

    @Override
    public void resumeWrites() {
      if (!refused) {
        next.resumeWrites();
      }
    }

    @Override
    public void wakeupWrites() {
      if (!refused) {
        next.wakeupWrites();
      }
    }
  }
}
