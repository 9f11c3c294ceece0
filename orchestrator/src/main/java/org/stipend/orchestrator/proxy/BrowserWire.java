package org.stipend.orchestrator.proxy;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The bytes from a browser, below HTTP. Undertow refuses an address with a per cent sign that
 * escapes nothing, as browsers send it ({@code ?q=100%}); so it gets to see another byte instead,
 * and the address is itself again before anybody looks at it.
 */
final class BrowserWire {

  private static final char PER_CENT = '%';

  /** Undertow passes it, and no address may hold it. */
  private static final char STAND_IN = '\u0001';

  private final Ear ear;

  BrowserWire(StreamConnection connection) {
    ear = new Ear(connection.getSourceChannel().getConduit());
    connection.getSourceChannel().setConduit(ear);
  }

  /** False where the address of the request holds what would end it at the tool. */
  boolean admit(HttpServerExchange exchange) {
    ear.passOn();
    exchange.addExchangeCompleteListener((done, next) -> {
      if (!done.isUpgrade()) {
        ear.expectRequest();
      }
      next.proceed();
    });
    String address = exchange.getRequestURI() + exchange.getQueryString();
    exchange.setRequestURI(
        restored(exchange.getRequestURI()), exchange.isHostIncludedInRequestURI());
    exchange.setRequestPath(restored(exchange.getRequestPath()));
    exchange.setQueryString(restored(exchange.getQueryString()));
    return address.chars().noneMatch(c -> c != STAND_IN && Character.isISOControl(c));
  }

  private static String restored(String address) {
    return address.replace(STAND_IN, PER_CENT);
  }

  /** Touched by one thread at a time: that of the connection, or that which ends an answer. */
  private static final class Ear extends AbstractStreamSourceConduit<StreamSourceConduit> {

    /** Before, in and after an address there are 0, 1 and 2 of them. */
    private volatile int spaces;

    Ear(StreamSourceConduit next) {
      super(next);
    }

    void expectRequest() {
      spaces = 0;
    }

    void passOn() {
      spaces = 2;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int from = into.position();
      int count = next.read(into);
      for (int at = from; spaces < 2 && at < from + count; at++) {
        if (into.get(at) == ' ') {
          spaces++;
        } else if (spaces == 1 && into.get(at) == PER_CENT) {
          into.put(at, (byte) STAND_IN);
        }
      }
      return count;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        if (into[i].hasRemaining()) {
          return read(into[i]);
        }
      }
      return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
      return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
        throws IOException {
      return IoUtils.transfer(new ConduitReadableByteChannel(this), count, through, target);
    }
  }
}
