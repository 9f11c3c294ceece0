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
 * RStudio Server without its own sign-in, behind a front that demands the secret
 * (docs/adr/0005-tool-secret.md). Sessions never end by themselves.
 */
final class RStudioRecipe implements Recipe {

  private static final Path USUAL_PLACE = Path.of("/usr/lib/rstudio-server/bin/rserver");

  private final @Nullable Path configured;
  private final Wrapper wrapper;

  RStudioRecipe(@Nullable Path configured, Wrapper wrapper) {
    this.configured = configured;
    this.wrapper = wrapper;
  }

  @Override
  public Tool tool() {
    return Tool.RSTUDIO;
  }

  @Override
  public ToolOffer offer() {
    return program().isPresent()
        ? new ToolOffer(tool(), null, null)
        : new ToolOffer(
            tool(),
            null,
            "RStudio Server is not installed: install the package rstudio-server from Posit,"
                + " or name its rserver in STIPEND_LOCAL_RSERVER");
  }

  private Optional<Path> program() {
    return Programs.firstExecutable(
            Stream.concat(Stream.ofNullable(configured), Stream.of(USUAL_PLACE)))
        .or(() -> Programs.onPath("rserver"));
  }

  @Override
  public Launch launch(Seat seat) throws IOException {
    Path program = program().orElseThrow();
    Path state = seat.folder().resolve("rstudio");
    Folders.make(state);
    Path database =
        Files.writeString(
            state.resolve("database.conf"), "provider=sqlite\ndirectory=" + state + "\n");
    Path sessions =
        Files.writeString(
            state.resolve("rsession.conf"),
            "session-timeout-minutes=0\nsession-save-action-default=no\n");
    var command = new ArrayList<String>(Front.before(wrapper));
    command.addAll(
        List.of(
            program.toString(),
            "--server-daemonize=0",
            "--server-user=" + System.getProperty("user.name"),
            "--server-data-dir=" + state,
            "--server-pid-file=" + state.resolve("rserver.pid"),
            "--secure-cookie-key-file=" + state.resolve("cookie-key"),
            "--database-config-file=" + database,
            "--rsession-config-file=" + sessions,
            "--auth-none=1",
            "--auth-minimum-user-id=0",
            "--www-address=127.0.0.1",
            "--www-port=" + INNER_PORT));
    Map<String, String> environment = Programs.environment(seat.home(), program);
    environment.put(Front.SECRET, seat.secret());
    return new Launch(command, environment);
  }
}
