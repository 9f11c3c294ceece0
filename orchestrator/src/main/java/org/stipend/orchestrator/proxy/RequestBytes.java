package org.stipend.orchestrator.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.Buffers;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.PushBackStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * What a browser sends, followed to where each head and each content ends: nothing beyond it is
 * read with it, and what is not framed as HTTP says is read by nobody.
 *
 * <p>Undertow refuses an address with a per cent sign that escapes nothing, as browsers send it
 * ({@code ?q=100%}), so it gets to see a stand-in.
 */
final class RequestBytes extends AbstractStreamSourceConduit<PushBackStreamSourceConduit> {

  /** Tools take 64 KiB, and the gate adds to it. */
  private static final int LARGEST_HEAD = 60 * 1024;

  private static final char PER_CENT = '%';

  /** Undertow passes it, and no address may hold it. */
  private static final char STAND_IN = '\u0001';

  private static final int BLANK_LINE = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

  private final Consumer<Notice> refusal;

  /** Before, in and after an address there are 0, 1 and 2 of them. */
  private int spaces;

  private int lastFour;
  private int headSize;
  private long length;
  private @Nullable Chunks chunks;
  private boolean tunnel;
  private volatile boolean ended;
  private volatile long lastHeard = System.nanoTime();

  /**
   * @param refusal told why, where nothing more is to be read
   */
  RequestBytes(StreamSourceConduit next, Consumer<Notice> refusal) {
    super(new PushBackStreamSourceConduit(next));
    this.refusal = refusal;
  }

  /** An address as it came. */
  static String restored(String address) {
    return address.replace(STAND_IN, PER_CENT);
  }

  /** The head just read announced as many bytes of content. */
  void expect(long bytes) {
    length = bytes;
  }

  void expectChunks() {
    chunks = new Chunks();
  }

  /** What follows is no HTTP. */
  void openTunnel() {
    tunnel = true;
  }

  /** By {@link System#nanoTime}. */
  long lastHeard() {
    return lastHeard;
  }

  /** Nothing more is read. */
  void end() {
    ended = true;
    next.suspendReads();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int from = into.position();
    int count = ended ? 0 : next.read(into);
    if (count == -1 && isInTheMiddle()) {
      refusal.accept(Notice.malformed());
      return 0;
    }
    if (count <= 0 || tunnel) {
      return count;
    }
    lastHeard = System.nanoTime();
    ByteBuffer read = into.duplicate().flip().position(from);
    Notice wrong = follow(read);
    if (wrong != null) {
      into.position(from);
      refusal.accept(wrong);
      return 0;
    }
    into.position(read.position());
    if (read.hasRemaining()) {
      next.pushBack(Buffers.pooledWrapper(ByteBuffer.allocate(read.remaining()).put(read).flip()));
    }
    return into.position() - from;
  }

  private boolean isInTheMiddle() {
    return headSize > 0 || length > 0 || chunks != null;
  }

  private @Nullable Notice follow(ByteBuffer bytes) {
    if (length > 0) {
      int part = (int) Math.min(length, bytes.remaining());
      bytes.position(bytes.position() + part);
      length -= part;
      return null;
    }
    if (chunks != null) {
      boolean right = chunks.follow(bytes);
      chunks = chunks.areDone() ? null : chunks;
      return right ? null : Notice.malformed();
    }
    return followHead(bytes);
  }

  private @Nullable Notice followHead(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      if (spaces < 2 && b == ' ') {
        spaces++;
      } else if (spaces == 1 && b == PER_CENT) {
        bytes.put(bytes.position() - 1, (byte) STAND_IN);
      } else if (spaces == 1 && Character.isISOControl(b)) {
        return Notice.malformed(); // it would end the address at the tool
      }
      if (++headSize > LARGEST_HEAD) {
        return Notice.headTooLarge();
      }
      lastFour = lastFour << 8 | b & 0xff;
      if (lastFour == BLANK_LINE) {
        spaces = 0;
        lastFour = 0;
        headSize = 0;
        return null;
      }
    }
    return null;
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

  @Override
  public void resumeReads() {
    if (!ended) {
      super.resumeReads();
    }
  }

  @Override
  public void wakeupReads() {
    if (!ended) {
      super.wakeupReads();
    }
  }
}
