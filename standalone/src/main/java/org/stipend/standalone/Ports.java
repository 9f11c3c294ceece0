package org.stipend.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on the loopback interface; nothing here ever listens on another one. */
final class Ports {

  static final String LOOPBACK = "127.0.0.1";

  private Ports() {}

  /** A port nobody uses now. */
  static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CannotStart(
          "No port can be opened on " + LOOPBACK + ".", "Look at the limits of this computer.", e);
    }
  }

  /** A port nobody uses now, nor the one after it. */
  static int freePair() {
    while (true) {
      int port = free();
      try {
        requireFree(port + 1);
        return port;
      } catch (CannotStart e) {
        // taken: try another
      }
    }
  }

  static void requireFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
    } catch (IOException e) {
      throw new CannotStart(
          "Port " + port + " cannot be used: " + reason(e) + ".",
          "End what uses it, or choose another pair with --port N (N and N+1 are used).",
          e);
    }
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("in use") ? "another program listens there" : message;
  }
}
