package org.stipend.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Every port there is, as docs/reference/ports.md lists them, and whoever should not be there. */
class StrangerAtPortsTest {

  /** What would tell or do something, at whichever port it is understood. */
  private static final List<String> READS =
      List.of(
          "/api/runtimes",
          "/api/credit",
          "/actuator/env",
          "/api/contents",
          "/api/terminals",
          "/api/kernels",
          "/api/v1/namespaces/default/workflows");

  private static final List<String> WRITES =
      List.of(
          "/api/workspaces",
          "/api/terminals",
          "/api/kernels",
          "/api/v1/namespaces/default/workflows/of-a-stranger");

  private static final String[] WEB_PAGE = {
    "Origin: http://evil.example", "Content-Type: text/plain"
  };

  private enum Kind {
    CONSOLE,
    GATE,
    POSTGRESQL,
    TEMPORAL,
    TOOL,
    UNKNOWN
  }

  @TempDir Path directory;

  private TestStipend stipend;
  private final List<String> answers = new ArrayList<>();

  @Test
  void findsNoPortThatIsNotListedAndNothingButRefusals() throws Exception {
    try (var running = TestStipend.on(directory.resolve("data")).start()) {
      stipend = running;
      Researcher ada = Researcher.in(stipend, "researcher");
      ada.running("terminal");
      List<OpenPort> ports = OpenPort.of(stipend);

      assertThat(ports).allMatch(OpenPort::isOnLoopback);
      assertThat(ports)
          .extracting(this::kind)
          .contains(Kind.CONSOLE, Kind.GATE, Kind.POSTGRESQL, Kind.TEMPORAL, Kind.TOOL)
          .doesNotContain(Kind.UNKNOWN);
      for (OpenPort port : ports) {
        comeTo(port);
      }
      assertThat(answers).as("that were heard at all").hasSizeGreaterThan(20);
      for (String secret : secrets()) {
        assertThat(answers).noneMatch(answer -> answer.contains(secret));
      }
      assertThat(ada.runtimes()).hasSize(1);
      Books.prove(stipend);
    }
  }

  private void comeTo(OpenPort port) throws IOException {
    String here = "Host: 127.0.0.1:" + port.number();
    String foreign = "Host: evil.example:" + port.number();
    for (String path : READS) {
      expectRefusal(port, "GET", path, here);
      expectRefusal(port, "GET", path, foreign);
      expectRefusal(port, "GET", path, here, WEB_PAGE[0]);
    }
    for (String path : WRITES) {
      expectRefusal(port, "POST", path, here, WEB_PAGE[1]);
      expectRefusal(port, "POST", path, here, WEB_PAGE[0], WEB_PAGE[1]);
      expectRefusal(port, "POST", path, foreign, WEB_PAGE[1]);
    }
    for (String path : List.of("/", "/metrics", "/actuator/prometheus", "/api", "/openapi.yaml")) {
      answers.add(port.ask("GET", path, here)); // may be read, but tells no secret
      answers.add(port.ask("GET", path, foreign));
    }
    if (kind(port) == Kind.POSTGRESQL) {
      expectNoWayInto(port);
    }
  }

  private void expectRefusal(OpenPort port, String method, String path, String... headers)
      throws IOException {
    String answer = port.ask(method, path, headers);
    answers.add(answer);
    boolean speaksHttp = answer.startsWith("HTTP/1.");
    assertThat(!speaksHttp || answer.matches("(?s)HTTP/1\\.[01] [345].*"))
        .as("%s %s %s %s: %s", kind(port), method, path, List.of(headers), answer)
        .isTrue();
  }

  private static void expectNoWayInto(OpenPort port) {
    for (String person : List.of("postgres", "stipend", "stipend_app")) {
      String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port.number());
      assertThatThrownBy(() -> DriverManager.getConnection(url, person, person).close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  private Kind kind(OpenPort port) {
    if (port.number() == stipend.port()) {
      return Kind.CONSOLE;
    }
    if (port.number() == stipend.proxyPort()) {
      return Kind.GATE;
    }
    if (port.isOf("bin/postgres")) {
      return Kind.POSTGRESQL;
    }
    if (port.isOf("server start-dev")) {
      return Kind.TEMPORAL;
    }
    return port.isOf("jupyter") ? Kind.TOOL : Kind.UNKNOWN;
  }

  private List<String> secrets() throws IOException {
    var secrets = new ArrayList<String>();
    try (Stream<Path> files = Files.list(stipend.data().resolve("secrets"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        secrets.add(Files.readString(file).strip());
      }
    }
    try (Stream<Path> files = Files.walk(stipend.data().resolve("local/machines"))) {
      Path order = files.filter(it -> it.endsWith("run.json")).findFirst().orElseThrow();
      secrets.add(JsonMapper.builder().build().readTree(order).path("secret").asString());
    }
    return secrets.stream().filter(secret -> !secret.isEmpty()).toList();
  }
}
