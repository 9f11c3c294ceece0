package org.stipend.orchestrator.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/** Says something more once everything has been said; nothing, where the end never comes. */
final class Appendix extends AbstractStreamSinkConduit<StreamSinkConduit> {

  private final ByteBuffer more;
  private boolean ending;

  Appendix(StreamSinkConduit next, byte[] more) {
    super(next);
    this.more = ByteBuffer.wrap(more);
  }

  @Override
  public int writeFinal(ByteBuffer bytes) throws IOException {
    return Conduits.writeFinalBasic(this, bytes);
  }

  @Override
  public long writeFinal(ByteBuffer[] bytes, int offset, int length) throws IOException {
    return Conduits.writeFinalBasic(this, bytes, offset, length);
  }

  @Override
  public void terminateWrites() throws IOException {
    ending = true;
    end();
  }

  @Override
  public boolean flush() throws IOException {
    return (!ending || end()) && next.flush();
  }

  /** Whether all of it has been taken. */
  private boolean end() throws IOException {
    if (more.hasRemaining()) {
      next.writeFinal(more);
    }
    return !more.hasRemaining();
  }
}
