package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.Wire;
import org.stipend.orchestrator.access.Role;

/** What is no HTTP, or only half of it, is the fault of who sent it: on every path, in words. */
@ExtendWith(OutputCaptureExtension.class)
class MalformedTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  private static final List<String> PATHS =
      List.of(
          "/",
          "/workspaces",
          "/error",
          "/nothing",
          "/assets/none.js",
          "/sign-in",
          "/sign-in/with/stipend",
          "/sign-in/back",
          "/sign-out",
          "/r/4a0be3b1-0d2b-4bb5-8e0d-7c1c55a5f7f1",
          "/actuator/health/liveness",
          "/v3/api-docs",
          "/api/me",
          "/api/events",
          "/api/workspaces",
          "/api/workspaces/4a0be3b1-0d2b-4bb5-8e0d-7c1c55a5f7f1/estimates",
          "/api/nothing");

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

  /** Headers and content of a POST that cannot be read, whoever would read it. */
  private static final Map<String, String> UNREADABLE = new LinkedHashMap<>();

  private static final List<String> FOREIGN =
      List.of(
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/",
          "application/x-www-form-urlencoded; charset=nonsense",
          "application/json; charset=nonsense",
          "application/json; charset=utf-16",
          "nonsense");

  /** Headers of a GET that say nothing, and may be passed over. */
  private static final List<String> MEANINGLESS =
      List.of(
          "Cookie: =; ;;a=\"b; \u0001\r\n",
          "Cookie: stipend-8080=%%%; \"\r\n",
          "Range: bytes=9-1,x\r\n",
          "Range: bytes=99999999999999999999-\r\n",
          "If-Modified-Since: yesterday\r\n",
          "Accept: nonsense\r\n",
          "Accept-Language: *-*,,;q=x\r\n",
          "Accept-Charset: nonsense\r\n",
          "Content-Type: multipart/form-data\r\n",
          "Content-Type: application/json; charset=nonsense\r\n",
          "Content-Type: nonsense\r\n",
          "Expect: nonsense\r\n",
          "Forwarded: nonsense\r\nX-Forwarded-For: \"\r\n",
          "Last-Event-ID: nonsense\r\n",
          "Upgrade: h2c\r\nHTTP2-Settings: nonsense\r\n");

  static {
    UNREADABLE.put("percent signs", FORM + length("a=%zz&b=%"));
    UNREADABLE.put("bytes that are no UTF-8", FORM + length("a=%ff%fe"));
    UNREADABLE.put("a chunk without a size", JSON + CHUNKED + "\r\nzz\r\n{}\r\n0\r\n\r\n");
    UNREADABLE.put("a chunk of no end", JSON + CHUNKED + "\r\n2\r\n{}xx0\r\n\r\n");
    UNREADABLE.put("a huge chunk", JSON + CHUNKED + "\r\nfffffffffffffffff\r\n{}");
    UNREADABLE.put("a form in bad chunks", FORM + CHUNKED + "\r\nzz\r\na=b\r\n0\r\n\r\n");
    UNREADABLE.put("a bad trailer", JSON + CHUNKED + "\r\n2\r\n{}\r\n0\r\n:x\r\n\r\n");
    UNREADABLE.put("half a body", JSON + "Content-Length: 100\r\n\r\n{\"name\"");
    UNREADABLE.put("half a chunk", JSON + CHUNKED + "\r\n64\r\n{\"name\"");
    UNREADABLE.put("half a form", FORM + "Content-Length: 100\r\n\r\na=b");
    UNREADABLE.put("two lengths", JSON + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}");
    UNREADABLE.put("a length of letters", JSON + "Content-Length: two\r\n\r\n{}");
    UNREADABLE.put("an unknown framing", JSON + "Transfer-Encoding: nonsense\r\n\r\n");
    UNREADABLE.put("a negative length", JSON + "Content-Length: -2\r\n\r\n{}");
  }

  @Test
  void aBodyThatCannotBeReadIsRefusedOnEveryPath(CapturedOutput log) {
    List<String> wrong = new ArrayList<>();
    UNREADABLE.forEach((what, request) -> {
      for (String path : PATHS) {
        Wire.Answer answer = Wire.askAndEnd(console, head("POST", path) + request);
        if (answer.status() != 400 || !answer.isProblem() || answer.code().isEmpty()) {
          wrong.add(what + " to " + path + ": " + answer);
        }
      }
    });
    assertThat(wrong).isEmpty();
    assertThat(log.getOut()).doesNotContain(" ERROR ");
  }

  @Test
  void aContentOfAnotherKindIsNoFailureOfOurs(CapturedOutput log) {
    for (String type : FOREIGN) {
      for (String path : PATHS) {
        String content = "Content-Type: " + type + "\r\n" + length("a=b");
        assertRefusedOrDone(Wire.ask(console, head("POST", path) + content), type + " to " + path);
        assertRefusedOrDone(Wire.ask(console, head("PUT", path) + content), type + " to " + path);
      }
    }
    assertThat(log.getOut()).doesNotContain(" ERROR ");
  }

  @Test
  void whatSaysNothingNeverFails(CapturedOutput log) {
    for (String header : MEANINGLESS) {
      for (String path : PATHS) {
        if (!path.equals("/api/events")) { // would not end
          assertRefusedOrDone(
              Wire.ask(console, head("GET", path) + header + "\r\n"), header + " to " + path);
        }
      }
    }
    assertThat(log.getOut()).doesNotContain(" ERROR ");
  }

  @Test
  void theAddressOfErrorsIsAnAddressLikeAnyOther(CapturedOutput log) {
    TestConsole.Answer answer = console.anonymous().get("/error");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("code")).isEqualTo("NOT_FOUND");
    assertThat(log.getOut()).doesNotContain(" ERROR ");
  }

  private static void assertRefusedOrDone(Wire.Answer answer, String what) {
    assertThat(answer.status()).as(what + "\n" + answer).isBetween(200, 499);
    if (answer.status() >= 400) {
      assertThat(answer.isProblem()).as(what + "\n" + answer).isTrue();
      assertThat(answer.code()).as(what + "\n" + answer).isNotEmpty();
    }
  }

  private static String head(String method, String path) {
    return "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
        .formatted(
            method,
            path,
            console.origin().substring("http://".length()),
            console.provider().bearer("careless", Role.RESEARCHER));
  }

  private static String length(String content) {
    return "Content-Length: " + content.length() + "\r\n\r\n" + content;
  }
}
