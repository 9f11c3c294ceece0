package org.stipend.workers.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.ToolOffer;

/**
 * Cromwell in server mode, behind a front that demands the secret (docs/adr/0005-tool-secret.md).
 * Its database lies in the home directory, so that workflows go on after a stop and a start.
 */
final class CromwellRecipe implements Recipe {

  private static final Path USUAL_PLACE = Path.of("/usr/share/java/cromwell.jar");

  private static final String CONFIGURATION =
      """
      include required(classpath("application"))
      webservice { interface = "127.0.0.1", port = ${STIPEND_PORT} }
      system {
        graceful-server-shutdown = true
        abort-jobs-on-terminate = false
        workflow-restart = true
        max-concurrent-workflows = 50
      }
      call-caching.enabled = true
      database {
        profile = "slick.jdbc.HsqldbProfile$"
        db {
          driver = "org.hsqldb.jdbcDriver"
          url = "jdbc:hsqldb:file:cromwell-database/cromwell;shutdown=false;hsqldb.default_table_type=cached;hsqldb.tx=mvcc;hsqldb.result_max_memory_rows=10000;hsqldb.large_data=true;hsqldb.applog=1;hsqldb.lob_compressed=true;hsqldb.script_format=3"
          connectionTimeout = 120000
          numThreads = 1
        }
      }
      """;

  private final @Nullable Path configured;
  private final @Nullable Path toolsDirectory;
  private final Path java;
  private final Wrapper wrapper;

  CromwellRecipe(
      @Nullable Path configured, @Nullable Path toolsDirectory, Path java, Wrapper wrapper) {
    this.configured = configured;
    this.toolsDirectory = toolsDirectory;
    this.java = java;
    this.wrapper = wrapper;
  }

  @Override
  public Tool tool() {
    return Tool.CROMWELL;
  }

  @Override
  public ToolOffer offer() {
    String missing = null;
    if (jar().isEmpty()) {
      missing =
          "Cromwell is not installed: download its jar and name it in STIPEND_LOCAL_CROMWELLJAR";
    }
    return new ToolOffer(tool(), null, missing);
  }

  private Optional<Path> jar() {
    Stream<Path> ours =
        Stream.ofNullable(toolsDirectory).map(tools -> tools.resolve("cromwell/cromwell.jar"));
    return Stream.concat(Stream.concat(Stream.ofNullable(configured), ours), Stream.of(USUAL_PLACE))
        .filter(Files::isRegularFile)
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  @Override
  public Launch launch(Seat seat) throws IOException {
    Path configuration = Files.writeString(seat.folder().resolve("cromwell.conf"), CONFIGURATION);
    var command = new ArrayList<String>(Front.before(wrapper));
    command.addAll(
        List.of(
            java.toString(),
            "-Dconfig.file=" + configuration,
            "-jar",
            jar().orElseThrow().toString(),
            "server"));
    Map<String, String> environment = Programs.environment(seat.home(), java);
    environment.put(Front.SECRET, seat.secret());
    environment.put("STIPEND_PORT", INNER_PORT);
    return new Launch(command, environment);
  }
}
