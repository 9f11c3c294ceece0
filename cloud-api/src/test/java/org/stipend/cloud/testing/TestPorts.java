package org.stipend.cloud.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports for servers of tests. */
public final class TestPorts {

  private TestPorts() {}

  public static int free() {
    return free(1);
  }

  /** A free port whose successor is free too. */
  public static int freePair() {
    return free(2);
  }

  /** Below those given to outgoing connections: one of them could take it before it is used. */
  private static int free(int inARow) {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_000))
        .filter(first -> IntStream.range(first, first + inARow).allMatch(TestPorts::isFree))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
