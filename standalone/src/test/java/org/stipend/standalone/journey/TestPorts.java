package org.stipend.standalone.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

final class TestPorts {

  private TestPorts() {}

  static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A free port whose successor is free too. */
  static int freePair() {
    while (true) {
      int port = free();
      try (var _ = new ServerSocket(port + 1, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return port;
      } catch (IOException e) {
        // taken: another pair
      }
    }
  }
}
