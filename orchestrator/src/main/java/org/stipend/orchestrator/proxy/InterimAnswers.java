package org.stipend.orchestrator.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Leaves out what a tool says before its answer, such as {@code 103 Early Hints}: the client above
 * would take it for the answer. {@code 100 Continue} it knows, {@code 101} is an answer.
 */
final class InterimAnswers extends AbstractStreamSourceConduit<StreamSourceConduit> {

  private static final int CODE = "HTTP/1.1 ".length();

  /** Up to where a status line says its code. */
  private final byte[] start = new byte[CODE + 3];

  private boolean due;
  private int seen;
  private boolean inHead;
  private boolean kept;
  private int lineLength;

  InterimAnswers(StreamSourceConduit next) {
    super(next);
  }

  /** The next bytes begin an answer. */
  void expect() {
    due = true;
    seen = 0;
    inHead = false;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int before = into.position();
    while (due && into.remaining() > start.length) {
      ByteBuffer read = ByteBuffer.allocate(into.remaining() - start.length);
      int count = next.read(read);
      if (count <= 0) {
        return count;
      }
      read.flip();
      while (due && read.hasRemaining()) {
        take(read.get(), into);
      }
      into.put(read);
      if (into.position() > before) {
        return into.position() - before;
      }
    }
    return next.read(into);
  }

  private void take(byte b, ByteBuffer into) {
    if (inHead) {
      if (kept) {
        into.put(b);
      }
      if (b == '\n' && lineLength == 0) {
        expect();
      } else if (b != '\r') {
        lineLength = b == '\n' ? 0 : lineLength + 1;
      }
      return;
    }
    start[seen++] = b;
    if (seen == start.length) {
      begin(into);
    }
  }

  private void begin(ByteBuffer into) {
    String code = new String(start, CODE, 3, StandardCharsets.US_ASCII);
    due = code.startsWith("1") && !code.equals("101");
    inHead = due;
    lineLength = start.length;
    kept = code.equals("100");
    if (!due || kept) {
      into.put(start);
    }
  }
}
