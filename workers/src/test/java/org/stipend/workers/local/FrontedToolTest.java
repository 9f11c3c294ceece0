package org.stipend.workers.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.Tool;
import org.stipend.cloud.machine.MachineState;

/**
 * RStudio Server and Cromwell are not on a build machine: stand-ins that take their arguments and
 * answer their documented calls show that the recipes start them and that the secret is demanded.
 */
class FrontedToolTest {

  /** Answers the calls of both, shows how it was started, and notes what it was asked. */
  private static final String SERVER =
      """
      import http.server, os, sys
      class Handler(http.server.BaseHTTPRequestHandler):
          protocol_version = 'HTTP/1.1'
          answers = {
              '/': b'rstudio',
              '/engine/v1/status': b'{}',
              '/api/workflows/v1/query?status=Running': b'{"results":[],"totalResultsCount":0}',
              '/started': ' '.join(sys.argv[1:] + [os.getcwd()] + sorted(os.environ)).encode(),
          }
          def do_GET(self):
              body = self.answers.get(self.path)
              self.send_response(200 if body is not None else 404)
              self.send_header('Content-Length', str(len(body or b'')))
              self.end_headers()
              self.wfile.write(body or b'')
      http.server.ThreadingHTTPServer(('127.0.0.1', PORT), Handler).serve_forever()
      """;

  @TempDir Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private Laptop laptop;

  @BeforeEach
  void installTheStandIns() throws Exception {
    Path rserver = program("rserver", "int([a for a in sys.argv if 'www-port' in a][0][11:])");
    Path jar = Files.writeString(directory.resolve("cromwell.jar"), "");
    Path java = program("java", "int(os.environ['STIPEND_PORT'])");
    laptop =
        new Laptop(directory.resolve("state"))
            .with(wrapper -> {
              var recipes = new ArrayList<>(StandIn.allRunning(wrapper, StandIn.PATIENT));
              recipes.add(new RStudioRecipe(rserver, wrapper));
              recipes.add(new CromwellRecipe(jar, null, java, wrapper));
              return recipes;
            });
  }

  private Path program(String name, String port) throws Exception {
    Path program = directory.resolve(name);
    Files.writeString(program, "#!/usr/bin/env python3\n" + SERVER.replace("PORT)", port + ")"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  @AfterEach
  void nothingIsLeft() {
    laptop.close();
    http.close();
  }

  @Test
  void rstudioAnswersItsHealthCallToWhoKnowsTheSecret() throws Exception {
    MachineState.Running rstudio = laptop.launch(Tool.RSTUDIO);
    awaitAnswer(rstudio, "/");

    assertThat(ask(rstudio, "/", rstudio.secret()).body()).isEqualTo("rstudio");
    assertThat(ask(rstudio, "/started", rstudio.secret()).body())
        .contains("--auth-none=1", "--www-address=127.0.0.1", "--server-daemonize=0")
        .contains(laptop.home.value())
        .doesNotContain(Front.SECRET);
  }

  @Test
  void cromwellAnswersItsHealthAndActivityCallsToWhoKnowsTheSecret() throws Exception {
    MachineState.Running cromwell = laptop.launch(Tool.CROMWELL);
    awaitAnswer(cromwell, "/engine/v1/status");

    assertThat(ask(cromwell, "/api/workflows/v1/query?status=Running", cromwell.secret()).body())
        .contains("totalResultsCount");
    assertThat(ask(cromwell, "/started", cromwell.secret()).body())
        .contains("-Dconfig.file=", "cromwell.jar server", laptop.home.value());
  }

  @Test
  void withoutTheSecretThePortRefuses() throws Exception {
    MachineState.Running rstudio = laptop.launch(Tool.RSTUDIO);
    awaitAnswer(rstudio, "/");

    assertThat(ask(rstudio, "/", "wrong").statusCode()).isEqualTo(403);
    HttpRequest without = HttpRequest.newBuilder(rstudio.address().resolve("/")).build();
    assertThat(http.send(without, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
  }

  @Test
  void aProgramThatIsMissingIsOfferedWithWhatToInstall() {
    var nowhere = Path.of("/no/such/place");
    Wrapper wrapper = new Wrapper(nowhere, nowhere, nowhere);

    assertThat(new CromwellRecipe(nowhere, null, nowhere, wrapper).offer().missing())
        .contains("STIPEND_LOCAL_CROMWELLJAR");
    assertThat(new RStudioRecipe(nowhere, wrapper).offer().missing())
        .contains("STIPEND_LOCAL_RSERVER");
  }

  private void awaitAnswer(MachineState.Running machine, String path) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> ask(machine, path, machine.secret()).statusCode() == 200);
  }

  private HttpResponse<String> ask(MachineState.Running machine, String path, String secret)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(machine.address().resolve(path))
            .header("X-Stipend-Secret", secret)
            .build();
    return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
