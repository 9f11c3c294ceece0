package org.stipend.standalone.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stipend.cloud.testing.Patience;
import tools.jackson.databind.JsonNode;

/**
 * Schemathesis reads the API's own document and calls every operation with made-up values, as
 * everybody at once.
 */
class AnythingAskedTest {

  private static final List<String> PEOPLE =
      List.of("researcher", "researcher2", "admin", "admin2", "finance", "operator");

  @TempDir Path directory;

  @Test
  void isAnsweredAsDocumentedAndNeverWithAnErrorOfTheServer() throws Exception {
    try (var stipend = TestStipend.on(directory.resolve("data")).start()) {
      Path known = Files.writeString(directory.resolve("known.toml"), known(stipend));
      Map<String, Process> asking = new LinkedHashMap<>();
      for (String person : PEOPLE) {
        asking.put(person, ask(stipend, person, known));
      }
      for (String person : PEOPLE) {
        assertThat(asking.get(person).waitFor(Patience.UNTIL_STUCK)).as(person).isTrue();
        assertThat(asking.get(person).exitValue()).as(said(person)).isZero();
      }
      Books.prove(stipend);
    }
  }

  private Process ask(TestStipend stipend, String person, Path known) throws IOException {
    Path home = Files.createDirectories(directory.resolve(person));
    var program =
        new ProcessBuilder(
            TestApplication.tools().resolve("schemathesis/bin/schemathesis").toString(),
            "--config-file=" + known,
            "run",
            stipend.url() + "/v3/api-docs",
            "--header=Authorization: Bearer " + LocalTokens.of(stipend, person),
            "--checks=not_a_server_error,status_code_conformance",
            "--exclude-path=/api/events", // never ends
            "--max-examples=5",
            "--continue-on-failure",
            "--no-shrink",
            "--seed=1",
            "--generation-database=none",
            "--warnings=off",
            "--no-color");
    program.environment().put("NO_PROXY", "localhost");
    return program
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("said.txt").toFile())
        .start();
  }

  private String said(String person) throws IOException {
    return person + ": " + Files.readString(directory.resolve(person).resolve("said.txt"), UTF_8);
  }

  /** What there is, so that not everything asked for is unknown. */
  private static String known(TestStipend stipend) {
    Researcher ada = Researcher.in(stipend, "researcher");
    String runtime = ada.running("terminal");
    JsonNode credit = ada.credit();
    return """
    [dictionaries]
    workspace = { values = ["%s"] }
    runtime = { values = ["%s"] }
    disk = { values = ["%s"] }
    person = { values = ["%s"] }
    grant = { values = ["%s"] }
    tool = { values = ["terminal"] }
    machineType = { values = ["%s"] }
    diskType = { values = ["pd-balanced"] }

    [parameters]
    "path.workspace" = { dictionary = "workspace", probability = 0.8 }
    "path.runtime" = { dictionary = "runtime", probability = 0.8 }
    "path.disk" = { dictionary = "disk", probability = 0.8 }
    "path.person" = { dictionary = "person", probability = 0.8 }
    "path.grant" = { dictionary = "grant", probability = 0.8 }
    "body.workspace" = { dictionary = "workspace", probability = 0.8 }
    "body.tool" = { dictionary = "tool", probability = 0.8 }
    "body.machineType" = { dictionary = "machineType", probability = 0.8 }
    "body.disk.type" = { dictionary = "diskType", probability = 0.8 }
    """
        .formatted(
            ada.workspace(),
            runtime,
            ada.disks().getFirst().path("id").asString(),
            credit.at("/researcher/id").asString(),
            credit.at("/grants/0/id").asString(),
            Researcher.MACHINE);
  }
}
