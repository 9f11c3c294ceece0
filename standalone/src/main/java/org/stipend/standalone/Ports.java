package org.stipend.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports on the loopback interface; nothing here ever listens on another one. */
final class Ports {

  static final String LOOPBACK = "127.0.0.1";

  /** Below those given to outgoing connections, one of which could take it before it is used. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private Ports() {}

  /** A port nobody uses now. */
  static int free() {
    return free(1);
  }

  /** A port nobody uses now, nor the one after it. */
  static int freePair() {
    return free(2);
  }

  private static int free(int inARow) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (IntStream.range(first, first + inARow).allMatch(Ports::isFree)) {
        return first;
      }
    }
    throw new CannotStart(
        "No port can be opened on " + LOOPBACK + ".", "Look at the limits of this computer.");
  }

  private static boolean isFree(int port) {
    try {
      requireFree(port);
      return true;
    } catch (CannotStart taken) {
      return false;
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
