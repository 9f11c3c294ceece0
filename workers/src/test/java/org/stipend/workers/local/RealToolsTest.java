package org.stipend.workers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.testing.TestActivityEnvironment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cloud.Tool;
import org.stipend.cloud.machine.MachineState;
import org.stipend.cloud.probe.ProbeTool;
import org.stipend.cloud.probe.ToolProbe;
import org.stipend.workers.probe.HttpToolProbe;
import org.stipend.workers.probe.ProbeSettings;

/** JupyterLab and the terminal themselves, where the launcher has installed them. */
@EnabledIf("areInstalled")
class RealToolsTest {

  private static final Path TOOLS =
      Stream.of(System.getenv("STIPEND_TOOLS"), "../.stipend/tools", ".stipend/tools")
          .filter(place -> place != null)
          .map(place -> Path.of(place).toAbsolutePath().normalize())
          .filter(place -> Files.exists(place.resolve("jupyter/bin/jupyter-notebook")))
          .findFirst()
          .orElse(Path.of("/"));

  @TempDir Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
  private Laptop laptop;

  static boolean areInstalled() {
    return !TOOLS.equals(Path.of("/"));
  }

  @BeforeEach
  void open() {
    var jupyter = new JupyterServer(TOOLS);
    laptop =
        new Laptop(directory)
            .with(wrapper ->
                List.of(
                    new JupyterRecipe(jupyter),
                    new TerminalRecipe(jupyter),
                    new RStudioRecipe(null, wrapper),
                    new CromwellRecipe(null, null, Path.of("java"), wrapper)));
    var settings = new ProbeSettings(Duration.ofMillis(100), Duration.ofMinutes(2));
    temporal.registerActivitiesImplementations(
        new HttpToolProbe(laptop.current().machines(), settings, InstantSource.system()));
  }

  @AfterEach
  void nothingIsLeft() {
    laptop.close();
    temporal.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource({"JUPYTER, /lab", "TERMINAL, /terminals/1"})
  void theToolBecomesHealthyAndDemandsItsSecret(Tool tool, String page) throws Exception {
    MachineState.Running running = healthy(tool);

    assertThat(send(running, "GET", "/api/terminals", running.secret()).statusCode())
        .isEqualTo(200);
    assertThat(send(running, "GET", page, running.secret()).statusCode()).isEqualTo(200);
    assertThat(send(running, "GET", "/api/terminals", "wrong").statusCode()).isEqualTo(403);
    assertThat(send(running, "GET", "/api/kernelspecs", running.secret()).body())
        .contains("PIP_TARGET", "Python 3 (ipykernel)", "logo-svg");
    assertThat(send(running, "GET", page, "wrong").headers().firstValue("location"))
        .hasValueSatisfying(to -> assertThat(to).startsWith("/login"));
    assertThat(send(running, "POST", "/api/terminals", "wrong").statusCode()).isEqualTo(403);
  }

  @Test
  void theTabOfTheTerminalIsCalledWhatItIs() throws Exception {
    MachineState.Running running = healthy(Tool.TERMINAL);

    assertThat(send(running, "GET", "/terminals/1", running.secret()).body())
        .contains("<title>Stipend - Terminal</title>");
  }

  @Test
  void theTerminalIsAShellInTheHomeDirectoryForWhoKnowsTheSecret() throws Exception {
    MachineState.Running running = healthy(Tool.TERMINAL);
    assertThat(send(running, "POST", "/api/terminals", running.secret()).statusCode())
        .isEqualTo(200);
    URI socket = URI.create("ws://" + running.address().getAuthority() + "/terminals/websocket/1");
    var seen = new StringBuffer();

    WebSocket terminal =
        http.newWebSocketBuilder()
            .header("Authorization", "token " + running.secret())
            .buildAsync(socket, new Collector(seen))
            .join();
    terminal.sendText("[\"stdin\", \"echo in $PWD with $PIP_TARGET > note.txt\\r\"]", true).join();

    Path note = laptop.homeDirectory().resolve("note.txt");
    Awaitility.await().until(() -> Files.exists(note) && Files.size(note) > 0);
    assertThat(note).content().contains("in /", laptop.home.value(), ".local/lib/python-packages");
    assertThatThrownBy(
            () -> http.newWebSocketBuilder().buildAsync(socket, new Collector(seen)).join())
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void aMessageOfTwentyMegabytesDoesNotCutTheSocket() throws Exception {
    MachineState.Running running = healthy(Tool.TERMINAL);
    send(running, "POST", "/api/terminals", running.secret());
    URI socket = URI.create("ws://" + running.address().getAuthority() + "/terminals/websocket/1");
    WebSocket terminal =
        http.newWebSocketBuilder()
            .header("Authorization", "token " + running.secret())
            .buildAsync(socket, new Collector(new StringBuffer()))
            .join();

    terminal.sendText("[\"nothing\", \"" + "x".repeat(20 << 20) + "\"]", true).join();
    terminal.sendText("[\"stdin\", \"echo still here > note.txt\\r\"]", true).join();

    Path note = laptop.homeDirectory().resolve("note.txt");
    Awaitility.await().until(() -> Files.exists(note) && Files.size(note) > 0);
    assertThat(note).content().contains("still here");
  }

  @Test
  void whatIsInstalledIsOfferedWithItsVersion() {
    assertThat(laptop.current().inventory().describe().tools())
        .filteredOn(offer -> offer.missing() == null && offer.version() != null)
        .extracting(offer -> offer.tool())
        .contains(Tool.JUPYTER, Tool.TERMINAL);
  }

  private MachineState.Running healthy(Tool tool) {
    MachineState.Running running = laptop.launch(tool);
    var request = new ProbeTool(running.name(), tool, running.address(), running.secret());
    ToolProbe probe = temporal.newActivityStub(ToolProbe.class);
    probe.awaitListening(request);
    probe.awaitHealthy(request);
    return running;
  }

  private HttpResponse<String> send(
      MachineState.Running machine, String method, String path, String secret) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(machine.address().resolve(path))
            .method(method, BodyPublishers.noBody())
            .header("Authorization", "token " + secret)
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private record Collector(StringBuffer seen) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      seen.append(text);
      return WebSocket.Listener.super.onText(socket, text, last);
    }
  }
}
