package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stipend.cost.RuntimeId;

/** What browsers send and tools answer passes, though no standard asks for it. */
final class TolerantGateTest extends AtTheGate {

  private static final String TOO_LARGE =
      "HTTP/1.1 413 Content Too Large\r\nContent-Length: 9\r\nConnection: close\r\n\r\ntoo large";
  private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

  @Test
  void anAddressPassesAsItCame() throws Exception {
    try (var listening = new RawTool(false, FINE)) {
      RuntimeId tolerant = house.runningJupyter(house.workspaceOf(ada), ada, listening.address());
      String cookie = "Cookie: " + enter(tolerant, ada);
      for (String address :
          List.of(
              "/lab?a={1}|2\"<3>^`\\[4]&b=%7B5%7D",
              "/a%20b/%2f..%5c?%zz",
              "/100%/%?q=100%&%%",
              "/a%20HTTP/1.1%0d%0aHost:%20x?b%0d%0a%20c=%0d%0a{")) {
        assertThat(raw(tolerant, "GET " + address, cookie)).startsWith("HTTP/1.1 200");
        assertThat(listening.calls.remove()).isEqualTo("GET " + address + " HTTP/1.1");
      }
    }
  }

  @Test
  void aRefusalArrivesThoughTheToolReadsNothingOfFiveMegabytes() throws Exception {
    try (var refusing = new RawTool(true, TOO_LARGE)) {
      RuntimeId guarded = house.runningJupyter(house.workspaceOf(ada), ada, refusing.address());
      String cookie = enter(guarded, ada);
      for (int i = 0; i < 20; i++) {
        assertRefused(guarded, cookie);
      }
    }
  }

  @Test
  void aRefusalArrivesAlsoFromAToolThatKeepsTheConnection() throws Exception {
    try (var refusing = new RawTool(false, TOO_LARGE.replace("Connection: close\r\n", ""))) {
      RuntimeId guarded = house.runningJupyter(house.workspaceOf(ada), ada, refusing.address());
      String cookie = enter(guarded, ada);
      assertRefused(guarded, cookie);
      assertRefused(guarded, cookie);
    }
  }

  private void assertRefused(RuntimeId guarded, String cookie) throws Exception {
    HttpResponse<String> answer =
        get(
            request(guarded, "/upload")
                .header("Cookie", cookie)
                .POST(BodyPublishers.ofByteArray(new byte[5_000_000])));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("too large");
  }

  @Test
  void whatAToolSaysBeforeItsAnswerIsLeftOut() throws Exception {
    String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";
    for (String[] pieces :
        new String[][] {
          {hints + FINE}, {hints, FINE}, {hints + hints + "HTTP/1", FINE.substring(6)}, {FINE}
        }) {
      try (var hinting = new RawTool(false, pieces)) {
        RuntimeId eager = house.runningJupyter(house.workspaceOf(ada), ada, hinting.address());
        String cookie = enter(eager, ada);
        for (int i = 0; i < 3; i++) {
          HttpResponse<String> answer = get(request(eager, "/").header("Cookie", cookie));
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.body()).isEqualTo("fine");
        }
      }
    }
  }

  @Test
  void anotherCookieOfTheSameNameDoesNotKeepAnybodyOut() throws Exception {
    String cookie = enter(runtime, ada);
    String foreign = cookie.substring(0, cookie.indexOf('=')) + "=planted";

    assertThat(get(request(runtime, "/").header("Cookie", foreign + "; " + cookie)).statusCode())
        .isEqualTo(200);
    assertThat(get(request(runtime, "/").header("Cookie", foreign)).statusCode()).isEqualTo(401);
  }

  @Test
  void cookiesOfOthersPassHoweverLargeAndOdd() throws Exception {
    String large = "big=" + "x".repeat(50_000);
    String odd = "=; {\"a\":1}; b c=d,e; \u00e9=\u0085; ==;;";

    String answer =
        raw(runtime, "GET /lab", "Cookie: " + large, "Cookie: " + odd + "; " + enter(runtime, ada));

    assertThat(answer).startsWith("HTTP/1.1 200").contains("GET /lab\n", large);
  }

  private String raw(RuntimeId host, String requestLine, String... headers) throws Exception {
    String head =
        requestLine
            + " HTTP/1.1\r\nHost: "
            + origin(host).substring("http://".length())
            + "\r\nConnection: close\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
