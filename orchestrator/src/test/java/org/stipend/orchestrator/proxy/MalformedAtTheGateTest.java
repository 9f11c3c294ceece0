package org.stipend.orchestrator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.Wire;

/**
 * What is no HTTP, or only half of it, reaches no tool, and is refused in words where it can be.
 */
@ExtendWith(OutputCaptureExtension.class)
final class MalformedAtTheGateTest extends AtTheGate {

  /** What the gate and the server beneath it write to the log; others write there, too. */
  private static final Pattern GATES = Pattern.compile("io\\.undertow|org\\.xnio|\\.proxy\\.");

  private static final String CHUNKED = "\r\nTransfer-Encoding: chunked";

  /** What follows the first headers of a POST. */
  private static final Map<String, String> UNREADABLE = new LinkedHashMap<>();

  static {
    UNREADABLE.put("a chunk without a size", CHUNKED + "\r\n\r\n\r\n{}\r\n0\r\n\r\n");
    UNREADABLE.put("a chunk of letters", CHUNKED + "\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
    UNREADABLE.put("a chunk of no end", CHUNKED + "\r\n\r\n2\r\n{}xx0\r\n\r\n");
    UNREADABLE.put("a chunk longer than it says", CHUNKED + "\r\n\r\n3\r\nabcde0");
    UNREADABLE.put("a chunk after a bare line feed", CHUNKED + "\r\n\r\n2\n{}\r\n0\r\n\r\n");
    UNREADABLE.put("a huge chunk", CHUNKED + "\r\n\r\nfffffffffffffffff\r\n{}");
    UNREADABLE.put("a bad trailer", CHUNKED + "\r\n\r\n2\r\n{}\r\n0\r\n:x\r\n\r\n");
    UNREADABLE.put("a trailer of no value", CHUNKED + "\r\n\r\n2\r\n{}\r\n0\r\nx\r\n\r\n");
    UNREADABLE.put("chunks and a length", CHUNKED + "\r\nContent-Length: 2\r\n\r\n{}");
    UNREADABLE.put("an unknown framing", "\r\nTransfer-Encoding: nonsense\r\n\r\n");
    UNREADABLE.put("chunks of something", "\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
    UNREADABLE.put("two lengths", "\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}");
    UNREADABLE.put("a length of letters", "\r\nContent-Length: two\r\n\r\n");
    UNREADABLE.put("a negative length", "\r\nContent-Length: -2\r\n\r\n{}");
    UNREADABLE.put("two hosts", "\r\nHost: x.localhost\r\n\r\n");
    UNREADABLE.put("300 headers", "\r\nX-A: b".repeat(300) + "\r\n\r\n");
  }

  @BeforeAll
  static void logAsTheProductDoes() throws IOException {
    new YamlPropertySourceLoader()
        .load("product", new ClassPathResource("application.yaml"))
        .forEach(source -> {
          String proxy = "io.undertow.proxy";
          var level = (String) source.getProperty("logging.level." + proxy);
          ((Logger) LoggerFactory.getLogger(proxy)).setLevel(Level.toLevel(level));
        });
  }

  @Test
  void whatCannotBeReadIsRefusedInWords(CapturedOutput log) throws Exception {
    try (var waiting = new RawTool(false)) {
      RuntimeId guarded = house.runningJupyter(house.workspaceOf(ada), ada, waiting.address());
      String cookie = enter(guarded, ada);
      for (Map.Entry<String, String> wrong : UNREADABLE.entrySet()) {
        Wire.Answer answer = answer(head(guarded, "POST /upload", cookie) + wrong.getValue());
        assertRefused(answer, wrong.getKey());
      }
    }
    assertThat(log.getOut().lines().filter(line -> GATES.matcher(line).find()))
        .noneMatch(line -> line.contains(" ERROR "));
  }

  @Test
  void whatIsCutShortIsRefusedInWords() throws Exception {
    String head = head(runtime, "POST /upload", enter(runtime, ada));
    for (String half :
        List.of("", "\r\nContent-Length: 9\r\n\r\nhalf", CHUNKED + "\r\n\r\n9\r\nhalf")) {
      try (var wire = new Wire(port)) {
        wire.send(head + half);
        wire.endSending();
        assertRefused(wire.answer(), half);
      }
    }
  }

  @Test
  void aForeignAbsoluteAddressIsRefusedInWords() throws Exception {
    String call = "GET http://elsewhere.example/lab";
    assertRefused(answer(head(runtime, call, enter(runtime, ada)) + "\r\n\r\n"), call);
  }

  @Test
  void aHeadOfAHundredKilobytesIsTooLarge() throws Exception {
    String cookies = enter(runtime, ada) + "; a=" + "x".repeat(100_000);

    Wire.Answer answer = answer(head(runtime, "GET /lab", cookies) + "\r\n\r\n");

    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.code()).isEqualTo("HEAD_TOO_LARGE");
  }

  @Test
  void whoBreaksOffIsNoErrorOfOurs(CapturedOutput log) throws Exception {
    try (var waiting = new RawTool(false)) {
      RuntimeId guarded = house.runningJupyter(house.workspaceOf(ada), ada, waiting.address());
      String head = head(guarded, "POST /upload", enter(guarded, ada));
      for (String half :
          List.of("\r\nContent-Length: 100\r\n\r\nhalf", CHUNKED + "\r\n\r\n64\r\nhalf")) {
        try (var wire = new Wire(port)) {
          wire.send(head + half);
          await().until(() -> waiting.calls.poll() != null);
        }
        await().until(() -> waiting.ended.tryAcquire());
      }
    }
    assertThat(log.getOut().lines().filter(line -> GATES.matcher(line).find()))
        .noneMatch(line -> line.contains(" ERROR ") || line.contains("did not answer"));
  }

  @Test
  void requestsOnOneConnectionAreToldApart() throws Exception {
    try (var listening = new RawTool(false, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      RuntimeId host = house.runningJupyter(house.workspaceOf(ada), ada, listening.address());
      String cookie = enter(host, ada);
      String get = head(host, "GET /lab?a=100%", cookie).replace("close", "keep-alive");
      String last = head(host, "GET /last?b=100%", cookie);
      String post = get.replace("GET /lab", "POST /lab");
      try (var wire = new Wire(port)) {
        wire.send(
            post
                + "\r\nContent-Length: 0\r\n\r\n"
                + get
                + "\r\n\r\n"
                + get
                + "\r\n\r\n"
                + last
                + "\r\n\r\n");
        assertThat(wire.all().split("HTTP/1.1 200 OK", -1)).hasSize(5);
      }
      assertThat(listening.calls)
          .containsExactly(
              "POST /lab?a=100% HTTP/1.1",
              "GET /lab?a=100% HTTP/1.1", "GET /lab?a=100% HTTP/1.1", "GET /last?b=100% HTTP/1.1");
    }
  }

  @Test
  void chunksPassWithAllThatHttpAllowsThem() throws Exception {
    String cookie = enter(runtime, ada);
    String post = head(runtime, "POST /upload", cookie).replace("close", "keep-alive") + CHUNKED;
    String chunks =
        "\r\n\r\n3;of=\"three\"\r\nabc\r\n0a\r\n\r\nde\r\nfghi\r\n0\r\nX-Sum: 1\r\n\r\n";
    String digest = StandInTool.digest("abc\r\nde\r\nfghi".getBytes(StandardCharsets.US_ASCII));
    try (var wire = new Wire(port)) {
      wire.send(post + chunks + post + chunks + head(runtime, "GET /lab", cookie) + "\r\n\r\n");

      assertThat(wire.all()).containsSubsequence(digest, digest, "GET /lab\n");
    }
  }

  @Test
  void aHeadEndsInOneWayOnly() throws Exception {
    String cookie = enter(runtime, ada);
    for (String end : List.of("\r\r\r", "\r\n\r\r\r", "\r\n\r\r\r\n", "\n\n", "\r\n\n", "\r\n\r")) {
      assertRefused(answer(head(runtime, "GET /lab", cookie) + end + "x"), end);
    }
    assertThat(answer(head(runtime, "GET /lab", cookie) + "\r\n\r\n").status()).isEqualTo(200);
  }

  @Test
  void anAddressHoldsNothingThatWouldEndIt() throws Exception {
    String cookie = enter(runtime, ada);
    for (String address :
        List.of("/a\r\nX-Stipend-Secret:b", "/a\nb", "/a?b\rc", "/a?b\u0000", "/a\u007f")) {
      assertRefused(answer(head(runtime, "GET " + address, cookie) + "\r\n\r\n"), address);
    }
  }

  private static void assertRefused(Wire.Answer answer, String what) {
    assertThat(answer.status()).as(what).isEqualTo(400);
    assertThat(answer.isProblem()).as(what).isTrue();
    assertThat(answer.code()).as(what).isEqualTo("INVALID_REQUEST");
  }

  private Wire.Answer answer(String request) throws Exception {
    try (var wire = new Wire(port)) {
      wire.send(request);
      return wire.answer();
    }
  }

  /** Without its end. */
  private String head(RuntimeId host, String call, String cookie) {
    return "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nCookie: %s"
        .formatted(call, origin(host).substring("http://".length()), cookie);
  }
}
