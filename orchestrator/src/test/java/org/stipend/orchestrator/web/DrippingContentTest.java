package org.stipend.orchestrator.web;

import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.Wire;

/** Content that comes byte by byte holds no connection, whatever it is refused for. */
class DrippingContentTest {

  @RegisterExtension static final TestConsole console = new TestConsole();

  @Test
  void contentThatNeverEndsIsNotWaitedFor() throws Exception {
    String own = console.origin().substring("http://".length());
    for (String head :
        List.of(
            "POST /api/workspaces HTTP/1.1\r\nHost: elsewhere.example\r\n",
            "POST /api/workspaces HTTP/1.1\r\nHost: " + own + "\r\nOrigin: http://evil.example\r\n",
            "TRACE / HTTP/1.1\r\nHost: " + own + "\r\n")) {
      try (var slow = new Wire(console)) {
        slow.send(head + "Content-Length: 60000\r\n\r\n");
        await().until(() -> slow.isEnded() || !slow.sends("x"));
      }
    }
  }
}
