package org.stipend.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.Wire;

/** Who connects and says little takes nobody else's place. */
class SlowStrangersTest {

  @RegisterExtension
  static final TestConsole console = new TestConsole("--stipend.connections-per-address=50");

  @Test
  void aHeadThatNeverEndsIsNotWaitedFor() throws IOException {
    try (Wire slow = new Wire(console)) {
      slow.send("GET / HTTP/1.1\r\nX-Slow: ");
      await().until(() -> slow.isEnded() || !slow.sends("x"));
    }
  }

  @Test
  void oneAddressHasItsShareAndWhoIsQuickGetsIn() throws IOException {
    List<Wire> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Wire stranger = new Wire(console);
        stranger.send("GET / HT");
        strangers.add(stranger);
        assertThat(
                Wire.ask(console, "GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .status())
            .isEqualTo(421);
      }
      await().until(() -> strangers.stream().filter(Wire::isEnded).count() >= 140);
    } finally {
      strangers.forEach(Wire::close);
    }
  }
}
