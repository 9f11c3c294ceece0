package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;

/** Browsers bring what other programs on the same computer left with them. */
class TolerantConsoleTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  @Test
  void cookiesOfOthersLockNobodyOut() throws Exception {
    String large = "x".repeat(3000);

    String answer =
        visit(
            "/sign-in",
            "Cookie: a=%1$s; b=%1$s; c=%1$s; {\"d\":1}; =; e f=g,h; \u00e9=\u0085"
                .formatted(large));

    assertThat(answer).startsWith("HTTP/1.1 303");
  }

  @Test
  void whoBringsTooManyIsToldSoOnAPage() throws Exception {
    String answer = visit("/", "Cookie: a=" + "x".repeat(100_000));

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .containsIgnoringCase("content-type: text/html")
        .contains("<h1>", "Delete the cookies");
  }

  @Test
  void aQueryIsReadThoughNotEscaped() throws Exception {
    assertThat(visit("/sign-in?a={1}|\"<>^`\\[2]", "X-Nothing: 1")).startsWith("HTTP/1.1 303");
  }

  private static String visit(String path, String header) throws Exception {
    URI origin = URI.create(console.origin());
    String head =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nConnection: close\r\n%s\r\n\r\n"
            .formatted(path, origin.getAuthority(), header);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), origin.getPort());
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
