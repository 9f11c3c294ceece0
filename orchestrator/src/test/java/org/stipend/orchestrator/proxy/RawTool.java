package org.stipend.orchestrator.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A tool that says these bytes to each request, without reading more of it than its head. */
final class RawTool implements AutoCloseable {

  /** The first line of each request. */
  final Queue<String> calls = new ConcurrentLinkedQueue<>();

  /** A permit for each connection that has ended. */
  final Semaphore ended = new Semaphore(0);

  private final ServerSocket server;
  private final List<String> pieces;
  private final boolean closes;
  private final CountDownLatch goOn;

  /**
   * @param closes after the first answer
   */
  RawTool(boolean closes, String... pieces) throws IOException {
    this(closes, new CountDownLatch(0), pieces);
  }

  /**
   * @param goOn waited for after each piece
   */
  RawTool(boolean closes, CountDownLatch goOn, String... pieces) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.closes = closes;
    this.goOn = goOn;
    this.pieces = List.of(pieces);
    Thread.ofVirtual().start(this::listen);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream()), 1);
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      while (readHead(in)) {
        for (String piece : pieces) {
          out.write(piece.getBytes(StandardCharsets.US_ASCII));
          out.flush();
          goOn.await();
        }
        if (closes) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.release();
    }
  }

  private boolean readHead(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line != null) {
      calls.add(line);
    }
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return line != null;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
