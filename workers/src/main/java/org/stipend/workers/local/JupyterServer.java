package org.stipend.workers.local;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What JupyterLab and the terminal have in common: both are applications of one server. */
final class JupyterServer {

  /** Of a WebSocket, in bytes: a notebook with pictures in it is saved and run by messages. */
  private static final int LARGEST_MESSAGE = 100 << 20;

  private final @Nullable Path toolsDirectory;

  JupyterServer(@Nullable Path toolsDirectory) {
    this.toolsDirectory = toolsDirectory;
  }

  /** The launcher's own comes before one on the PATH. */
  Optional<Path> program(String name) {
    Optional<Path> ours =
        Programs.firstExecutable(
            Stream.ofNullable(toolsDirectory).map(tools -> tools.resolve("jupyter/bin/" + name)));
    return ours.or(() -> Programs.onPath(name));
  }

  /** The gate's way in: its address, its secret, the one web origin; nothing ends by itself. */
  static List<String> command(Path program, Recipe.Seat seat) {
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.add("--no-browser");
    if (Programs.isRoot()) command.add("--allow-root");
    command.addAll(
        List.of(
            "--ServerApp.ip=127.0.0.1",
            "--ServerApp.port=" + Recipe.PORT,
            "--ServerApp.port_retries=0",
            "--ServerApp.base_url=/",
            "--ServerApp.root_dir=" + seat.home(),
            "--ServerApp.allow_remote_access=True",
            "--ServerApp.allow_origin=" + seat.origin(),
            "--ServerApp.trust_xheaders=True",
            "--ServerApp.disable_check_xsrf=False",
            "--ServerApp.allow_unauthenticated_access=False",
            "--ServerApp.tornado_settings={'websocket_max_message_size': %d}"
                .formatted(LARGEST_MESSAGE),
            "--ServerApp.shutdown_no_activity_timeout=0",
            "--ServerApp.quit_button=False",
            "--MappingKernelManager.cull_idle_timeout=0",
            "--TerminalManager.cull_inactive_timeout=0",
            "--ServerApp.terminado_settings={'shell_command': %s}".formatted(shell(seat))));
    return command;
  }

  private static String shell(Recipe.Seat seat) {
    var words = new ArrayList<String>(List.of("/usr/bin/env"));
    PythonKernel.environment(seat.home()).forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(List.of(Programs.shell(), "-l"));
    return words.stream().map(word -> "'" + word + "'").collect(joining(", ", "[", "]"));
  }

  static Map<String, String> environment(Path program, Recipe.Seat seat) throws IOException {
    Map<String, String> environment = Programs.environment(seat.home(), program);
    environment.put("JUPYTER_TOKEN", seat.secret());
    environment.put("JUPYTER_RUNTIME_DIR", seat.folder().resolve("jupyter").toString());
    environment.put("JUPYTER_PATH", PythonKernel.installed(program, seat).toString());
    environment.put("IPYTHONDIR", seat.home().resolve(".ipython").toString());
    return environment;
  }
}
