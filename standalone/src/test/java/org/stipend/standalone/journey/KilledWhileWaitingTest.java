package org.stipend.standalone.journey;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM is killed around each step that waits for the tool. */
class KilledWhileWaitingTest {

  @TempDir Path directory;

  @Test
  void oneMachineNoOrphanNoGap() {
    try (var stipend = TestStipend.on(directory.resolve("data"))) {
      Deaths.inALaunch(
          stipend, "ToolProbe.awaitListening", "ToolProbe.awaitHealthy", "RuntimeLedger.healthy");
    }
  }
}
