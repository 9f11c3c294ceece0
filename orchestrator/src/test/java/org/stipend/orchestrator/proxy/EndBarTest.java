package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cost.RuntimeId;

/** Pages people open in a tool get a line that loads the bar; nothing else is touched. */
final class EndBarTest extends AtTheGate {

  private static final String PAGE = "<!doctype html><p>the tool";
  private static final String HTML = "Content-Type: text/html; charset=UTF-8\r\n";

  @Test
  void aPageSomebodyOpensEndsWithTheLineThatLoadsTheBar() throws Exception {
    HttpResponse<String> page = open(answer(HTML + "Etag: \"1\"\r\n"));

    assertThat(page.body()).isEqualTo(PAGE + EndBar.TAG);
    assertThat(page.headers().firstValueAsLong("Content-Length")).hasValue(page.body().length());
    assertThat(page.headers().firstValue("Etag")).hasValue("W/\"1\"");
    HttpResponse<String> script = get(request(runtime, EndBar.SCRIPT));
    assertThat(script.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(script.body()).contains(EndBar.STATE);
  }

  @Test
  void aPageThatComesInPiecesIsNotHeldBack() throws Exception {
    var goOn = new CountDownLatch(1);
    String head = "HTTP/1.1 200 OK\r\n" + HTML + "Transfer-Encoding: chunked\r\n\r\n";
    String chunk = "%x\r\n%s\r\n".formatted(PAGE.length(), PAGE);
    try (var slow = new RawTool(false, goOn, head + chunk, chunk + "0\r\n\r\n")) {
      HttpResponse<InputStream> page =
          client.send(document(at(slow.address())).build(), BodyHandlers.ofInputStream());
      try (InputStream body = page.body()) {
        assertThat(body.readNBytes(PAGE.length())).asString().isEqualTo(PAGE);
        goOn.countDown();
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo(PAGE + EndBar.TAG);
      }
    }
  }

  @Test
  void aPageOfTwentyMegabytesIsWholeAndStillEndsWithTheLine() throws Exception {
    String large = PAGE + "x".repeat(20 << 20);
    HttpResponse<String> page =
        open(
            "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(HTML, large.length(), large));

    assertThat(page.body().equals(large + EndBar.TAG)).isTrue();
  }

  @Test
  void theToolIsAskedForAPageAsItIs() throws Exception {
    String cookie = enter(runtime, ada);

    assertThat(
            get(opened(request(runtime, "/").header("Cookie", cookie))
                    .header("Accept-Encoding", "gzip, br"))
                .body())
        .contains("Accept-Encoding: identity");
    assertThat(
            get(request(runtime, "/").header("Cookie", cookie).header("Accept-Encoding", "gzip"))
                .body())
        .contains("Accept-Encoding: gzip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/json",
        "Content-Type: text/html; charset=iso-8859-1",
        "Content-Type: text/html\r\nContent-Encoding: gzip",
        "Content-Type: text/html\r\nContent-Disposition: attachment; filename=a.html",
        "Content-Type: text/html\r\nCache-Control: no-transform",
        "Content-Type: text/html\r\nContent-Security-Policy: script-src 'self'",
        "Content-Type: text/html\r\nContent-Security-Policy: frame-ancestors 'self'; sandbox",
      })
  void whatIsNoPageOrSaysWhatMayBeInItIsLeftAlone(String head) throws Exception {
    assertThat(open(answer(head + "\r\n")).body()).isEqualTo(PAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"404 Not Found", "206 Partial Content"})
  void whatIsNotTheWholePageIsLeftAlone(String status) throws Exception {
    assertThat(open(answer(HTML).replace("200 OK", status)).body()).isEqualTo(PAGE);
  }

  @Test
  void anAnswerWithoutABodyIsLeftAlone() throws Exception {
    HttpResponse<String> unchanged = open("HTTP/1.1 304 Not Modified\r\nEtag: \"1\"\r\n\r\n");
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.headers().firstValue("Etag")).hasValue("\"1\"");

    try (var tool = new RawTool(false, answer(HTML).replace(PAGE, ""))) {
      HttpResponse<String> head = get(document(at(tool.address())).HEAD());
      assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(PAGE.length());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"iframe", "empty", "script"})
  void aFrameOrAPartOfAPageIsLeftAlone(String destination) throws Exception {
    try (var tool = new RawTool(false, answer(HTML))) {
      HttpRequest.Builder part =
          document(at(tool.address())).setHeader("Sec-Fetch-Dest", destination);
      assertThat(get(part).body()).isEqualTo(PAGE);
    }
  }

  private HttpResponse<String> open(String answer) throws Exception {
    try (var tool = new RawTool(false, answer)) {
      return get(document(at(tool.address())));
    }
  }

  private RuntimeId at(URI address) {
    return house.runningJupyter(house.workspaceOf(ada), ada, address);
  }

  private HttpRequest.Builder document(RuntimeId runtime) throws Exception {
    return opened(request(runtime, "/lab").header("Cookie", enter(runtime, ada)));
  }

  private static HttpRequest.Builder opened(HttpRequest.Builder request) {
    return request
        .header("Accept", "text/html,*/*")
        .header("Sec-Fetch-Mode", "navigate")
        .header("Sec-Fetch-Dest", "document");
  }

  private static String answer(String head) {
    return "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s".formatted(head, PAGE.length(), PAGE);
  }
}
