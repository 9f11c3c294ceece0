package org.stipend.workers.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.ToolOffer;

/**
 * A login shell in the home directory, filling the browser's page: Jupyter Notebook 7 opened at its
 * terminal, without its top bar. Reloading the page comes back to the same shell.
 */
final class TerminalRecipe implements Recipe {

  private static final Map<String, Map<String, Object>> LOOK =
      Map.of(
          "@jupyter-notebook/application-extension:top", Map.of("visible", "no"),
          "@jupyterlab/terminal-extension:plugin",
              Map.of("theme", "dark", "closeOnExit", false, "scrollback", 10_000));

  /** The tab's title is made of it: "Stipend - Terminal". */
  private static final Map<String, String> PAGE = Map.of("appName", "Stipend");

  private final JupyterServer server;

  TerminalRecipe(JupyterServer server) {
    this.server = server;
  }

  @Override
  public Tool tool() {
    return Tool.TERMINAL;
  }

  @Override
  public ToolOffer offer() {
    Optional<Path> program = server.program("jupyter-notebook");
    return program.isPresent()
        ? new ToolOffer(
            tool(), Programs.versionBeside(program.get(), "notebook").orElse(null), null)
        : new ToolOffer(
            tool(),
            null,
            "the web terminal is not installed: ./stipend up installs it, or pip install notebook");
  }

  @Override
  public Launch launch(Seat seat) throws IOException {
    Path program = server.program("jupyter-notebook").orElseThrow();
    Path settings = seat.folder().resolve("settings");
    Folders.make(settings);
    Folders.write(settings.resolve("overrides.json"), LOOK);
    Path config = seat.folder().resolve("config");
    Folders.make(config.resolve("labconfig"));
    Folders.write(config.resolve("labconfig/page_config.json"), PAGE);

    List<String> command = JupyterServer.command(program, seat);
    command.add("--JupyterNotebookApp.default_url=/terminals/1");
    command.add("--JupyterNotebookApp.app_settings_dir=" + settings);
    command.add("--ServerApp.jpserver_extensions={'jupyter_lsp': False, 'jupyterlab': False}");

    Map<String, String> environment = JupyterServer.environment(program, seat);
    environment.put("JUPYTER_CONFIG_DIR", config.toString());
    environment.put("JUPYTER_DATA_DIR", seat.folder().resolve("data").toString());
    return new Launch(command, environment);
  }
}
