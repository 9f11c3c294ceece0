package org.stipend.workers.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.stipend.cloud.Payloads;

/**
 * Lets {@code pip install} in a notebook or shell write to the home directory, where it lasts, and
 * not into the installed tools, which all runtimes share. The server itself does not look there: no
 * package can keep it from starting.
 */
final class PythonKernel {

  private static final JsonMapper JSON = Payloads.mapper();
  private static final String NAME = "jupyter/kernels/python3";

  private PythonKernel() {}

  /** What a kernel or shell gets to see besides the server's own environment. */
  static Map<String, String> environment(Path home) {
    String packages = packages(home).toString();
    return Map.of("PIP_TARGET", packages, "PYTHONPATH", packages);
  }

  private static Path packages(Path home) {
    return home.resolve(".local/lib/python-packages");
  }

  /**
   * Copies the installed kernel with that environment into the run's folder.
   *
   * @return where Jupyter finds it: an entry for {@code JUPYTER_PATH}
   */
  static Path installed(Path program, Recipe.Seat seat) throws IOException {
    Files.createDirectories(packages(seat.home())); // Python never looks again for one not there
    Path share = seat.folder().resolve("share");
    Path ours = share.resolve(NAME.substring("jupyter/".length()));
    Path theirs = program.resolveSibling("../share/" + NAME).normalize();
    Path specification = theirs.resolve("kernel.json");
    if (!Files.exists(specification)) return share;

    Folders.make(ours);
    for (Path file : Folders.list(theirs)) {
      if (Files.isRegularFile(file)) Files.copy(file, ours.resolve(file.getFileName()));
    }
    var kernel = (ObjectNode) JSON.readTree(specification.toFile());
    ObjectNode environment = kernel.putObject("env");
    environment(seat.home()).forEach(environment::put);
    Files.write(ours.resolve("kernel.json"), JSON.writeValueAsBytes(kernel));
    return share;
  }
}
