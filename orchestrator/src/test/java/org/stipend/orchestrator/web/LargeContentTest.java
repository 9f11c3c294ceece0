package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.Wire;
import org.stipend.orchestrator.access.Role;

/** What is read of a request is bounded however it is framed, and so is the memory it takes. */
class LargeContentTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  private static final String CHUNK = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

  private static final int CUT_OFF = 0;

  @Test
  void contentInChunksIsReadToTheLimitOnly() throws IOException {
    for (String type : List.of("application/json", "application/x-www-form-urlencoded", "text/x")) {
      assertTooLarge(inChunks(type, 20));
    }
  }

  @Test
  void theLengthIsBelievedBeforeTheContentComes() {
    String length = head("application/json") + "Content-Length: 200000000\r\n\r\n";
    assertTooLarge(Wire.ask(console, length));
  }

  @Test
  void threeHundredStreamsOfContentLeaveRoomForEverybodyElse() throws Exception {
    List<Callable<Wire.Answer>> streams = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      streams.add(LargeContentTest::twentyMebibytes);
    }
    List<Integer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Wire.Answer>> sent = streams.stream().map(threads::submit).toList();
      assertThat(console.as("somebody", Role.RESEARCHER).get("/api/me").status()).isEqualTo(200);
      for (Future<Wire.Answer> answer : sent) {
        answers.add(answer.get().status());
      }
    }
    assertThat(answers).isSubsetOf(413, CUT_OFF);
    assertThat(console.as("somebody").get("/api/me").status()).isEqualTo(200);
  }

  private static Wire.Answer twentyMebibytes() throws IOException {
    try {
      return inChunks("application/json", 320);
    } catch (SocketException e) { // it was answered in the middle of a chunk
      return new Wire.Answer("HTTP/1.1 " + CUT_OFF + " ");
    }
  }

  /** Says nothing more once it is answered, as a client does. */
  private static Wire.Answer inChunks(String type, int chunks) throws IOException {
    try (Wire wire = new Wire(console)) {
      wire.send(head(type) + "Transfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < chunks && !wire.isAnswered(); i++) {
        wire.send(CHUNK);
      }
      return wire.answer();
    }
  }

  private static String head(String type) {
    return "POST /api/workspaces HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n"
        .formatted(
            console.origin().substring("http://".length()),
            console.provider().bearer("generous", Role.RESEARCHER),
            type);
  }

  private static void assertTooLarge(Wire.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("CONTENT_TOO_LARGE");
    assertThat(answer.text()).contains("Connection: close");
  }
}
