package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stipend.orchestrator.Wire;

/** What is no HTTP, or only half of it, reaches no tool. */
final class MalformedAtTheGateTest extends AtTheGate {

  @Test
  void aHeadEndsInOneWayOnly() throws Exception {
    String cookie = enter(runtime, ada);
    for (String end : List.of("\r\r\r", "\r\n\r\r\r", "\r\n\r\r\r\n", "\n\n", "\r\n\n", "\r\n\r")) {
      assertThat(answer(head("GET /lab", cookie) + end + "x").status()).as(end).isEqualTo(400);
    }
    assertThat(answer(head("GET /lab", cookie) + "\r\n\r\n").status()).isEqualTo(200);
  }

  @Test
  void anAddressHoldsNothingThatWouldEndIt() throws Exception {
    String cookie = enter(runtime, ada);
    for (String address :
        List.of("/a\r\nX-Stipend-Secret:b", "/a\nb", "/a?b\rc", "/a?b\u0000", "/a\u007f")) {
      assertThat(answer(head("GET " + address, cookie) + "\r\n\r\n").status())
          .as(address)
          .isEqualTo(400);
    }
  }

  private Wire.Answer answer(String request) throws Exception {
    try (var wire = new Wire(port)) {
      wire.send(request);
      return wire.answer();
    }
  }

  /** Without its end. */
  private String head(String call, String cookie) {
    return "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nCookie: %s"
        .formatted(call, origin(runtime).substring("http://".length()), cookie);
  }
}
