package org.stipend.orchestrator.proxy;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoFuture;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The bytes to and from a tool, below HTTP. A tool that stops listening in the middle of a request
 * has often answered already: what it would not hear is thrown away, so that its answer arrives.
 */
final class ToolWire {

  private @Nullable Ear ear;
  private @Nullable InterimAnswers answers;

  /** An I/O thread whose connections are laid through this wire. */
  XnioIoThread openedOn(XnioIoThread thread) {
    return new Opening(thread);
  }

  void expectAnswer() {
    if (answers != null) {
      answers.expect();
    }
  }

  /** The tool has said all it has to say: it needs no more of the request. */
  void tellNoMore() {
    if (ear != null) {
      ear.close();
    }
  }

  /** Whether another request may be sent. */
  boolean isWhole() {
    return ear != null && !ear.closed;
  }

  private void lay(StreamConnection connection) {
    ear = new Ear(connection.getSinkChannel().getConduit());
    answers = new InterimAnswers(connection.getSourceChannel().getConduit());
    connection.getSinkChannel().setConduit(ear);
    connection.getSourceChannel().setConduit(answers);
  }

  /** Touched by the connection's I/O thread alone. */
  private static final class Ear extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private boolean closed;

    Ear(StreamSinkConduit next) {
      super(next);
    }

    void close() {
      closed = true;
      next.wakeupWrites();
    }

    @Override
    public int write(ByteBuffer bytes) {
      return Math.toIntExact(write(new ByteBuffer[] {bytes}, 0, 1));
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
      if (!closed) {
        try {
          return next.write(bytes, offset, length);
        } catch (IOException e) {
          closed = true; // whether there is an answer is seen by reading
        }
      }
      long dropped = 0;
      for (int i = offset; i < offset + length; i++) {
        dropped += bytes[i].remaining();
        bytes[i].position(bytes[i].limit());
      }
      return dropped;
    }

    @Override
    public int writeFinal(ByteBuffer bytes) {
      return write(bytes);
    }

    @Override
    public long writeFinal(ByteBuffer[] bytes, int offset, int length) {
      return write(bytes, offset, length);
    }

    @Override
    public boolean flush() {
      if (!closed) {
        try {
          return next.flush();
        } catch (IOException e) {
          closed = true;
        }
      }
      return true;
    }
  }

  private final class Opening extends XnioIoThread {

    private final XnioIoThread thread;

    Opening(XnioIoThread thread) {
      super(thread.getWorker(), thread.getNumber());
      this.thread = thread;
    }

    @Override
    public IoFuture<StreamConnection> openStreamConnection(
        SocketAddress address,
        ChannelListener<? super StreamConnection> opened,
        OptionMap options) {
      return thread.openStreamConnection(
          address,
          connection -> {
            lay(connection);
            opened.handleEvent(connection);
          },
          options);
    }

    @Override
    public void execute(Runnable command) {
      thread.execute(command);
    }

    @Override
    public Key executeAfter(Runnable command, long time, TimeUnit unit) {
      return thread.executeAfter(command, time, unit);
    }

    @Override
    public Key executeAtInterval(Runnable command, long time, TimeUnit unit) {
      return thread.executeAtInterval(command, time, unit);
    }
  }
}
