package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartAndStopTest {

  @TempDir Path directory;

  @Test
  void endsEveryProcessItStartedAndStartsAgainOnTheSameData() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start()) {
      assertThat(stipend.processes()).anyMatch(it -> it.contains("postgres"));
      stipend.stop();
      assertThat(stipend.processes()).isEmpty();
      assertThat(stipend.consoleText()).contains("Open ", "Sign in ", "Stop ", "Stopped");

      stipend.wipeTemporal();
      stipend.start();
    }
  }

  @Test
  void leavesNothingBehindWhenKilledAndStartsAgainAtOnce() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start()) {
      stipend.killHard();
      stipend.start();
      stipend.killHard();
      Awaitility.await().untilAsserted(() -> assertThat(stipend.processes()).isEmpty());
    }
  }

  @Test
  void saysWhereTheFirstRunsWhenAskedToRunTwiceOnTheSameData() {
    try (var first = TestStipend.on(directory.resolve("data")).start()) {
      var second = TestStipend.on(directory.resolve("data"));
      second.launch();
      second.awaitEnd();
      assertThat(first.consoleText()).contains("already runs", first.url().toString(), "--data");
      assertThat(first.isAlive()).isTrue();
    }
  }

  @Test
  void namesABusyPortAndChangesNothing() throws IOException {
    var stipend = TestStipend.on(directory.resolve("data"));
    try (var _ = new ServerSocket(stipend.proxyPort(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
      stipend.launch();
      stipend.awaitEnd();
    }
    assertThat(stipend.consoleText()).contains("" + stipend.proxyPort(), "--port");
    assertThat(stipend.data().resolve("postgres")).doesNotExist();
  }

  @Test
  void namesADirectoryItCannotWriteTo() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("secrets"), "a file in the way");
    var stipend = TestStipend.on(data);
    stipend.launch();
    stipend.awaitEnd();
    assertThat(stipend.consoleText()).contains("Cannot write to " + data, "--data DIR");
  }

  @Test
  void namesATemporalThatCannotBeUsed() {
    List<String> addresses = List.of("127.0.0.1:1", "127.0.0.1:99999", "http://127.0.0.1:7233");
    for (String address : addresses) {
      Path data = directory.resolve("data" + addresses.indexOf(address));
      try (var stipend = TestStipend.on(data).withTemporalAt(address)) {
        stipend.launch();
        stipend.awaitEnd();
        assertThat(stipend.consoleText()).contains("TEMPORAL_ADDRESS", address, "started here");
      }
    }
  }

  @Test
  void startsTemporalAgainWhenItDies() {
    try (var stipend = TestStipend.on(directory.resolve("data")).start()) {
      List<String> before = temporals(stipend);
      assertThat(before).hasSize(1);
      ProcessHandle.of(Long.parseLong(before.getFirst().split(" ")[0]))
          .orElseThrow()
          .destroyForcibly();
      Awaitility.await()
          .untilAsserted(() -> assertThat(temporals(stipend)).hasSize(1).isNotEqualTo(before));
    }
  }

  private static List<String> temporals(TestStipend stipend) {
    return stipend.processes().stream().filter(it -> it.contains("start-dev")).toList();
  }
}
