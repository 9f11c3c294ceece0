package org.stipend.workers.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.ToolOffer;

/** JupyterLab, its settings and kernels' state kept in the home directory. */
final class JupyterRecipe implements Recipe {

  private final JupyterServer server;

  JupyterRecipe(JupyterServer server) {
    this.server = server;
  }

  @Override
  public Tool tool() {
    return Tool.JUPYTER;
  }

  @Override
  public ToolOffer offer() {
    Optional<Path> program = server.program("jupyter-lab");
    return program.isPresent()
        ? new ToolOffer(
            tool(), Programs.versionBeside(program.get(), "jupyterlab").orElse(null), null)
        : new ToolOffer(
            tool(),
            null,
            "JupyterLab is not installed: ./stipend up installs it, or pip install jupyterlab");
  }

  @Override
  public Launch launch(Seat seat) throws IOException {
    Path program = server.program("jupyter-lab").orElseThrow();
    Map<String, String> environment = JupyterServer.environment(program, seat);
    environment.put("JUPYTER_CONFIG_DIR", seat.home().resolve(".jupyter").toString());
    environment.put("JUPYTER_DATA_DIR", seat.home().resolve(".local/share/jupyter").toString());
    return new Launch(JupyterServer.command(program, seat), environment);
  }
}
