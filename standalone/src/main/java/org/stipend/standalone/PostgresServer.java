package org.stipend.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL over a directory that is kept. Durable as PostgreSQL is by itself (the library
 * would switch that off), reached over loopback with a password and by no other way.
 */
final class PostgresServer implements AutoCloseable {

  static final String SUPERUSER = "postgres";
  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;
  private final long postmaster;
  private final Guard guard;
  private final String password;

  private PostgresServer(EmbeddedPostgres server, long postmaster, String password) {
    this.server = server;
    this.postmaster = postmaster;
    this.guard = Guard.over(postmaster, "INT", "QUIT");
    this.password = password;
  }

  static PostgresServer start(DataDirectory data, Path binaries, Secrets secrets) {
    Path directory = data.postgres();
    Path log = data.logs().resolve("postgres.log");
    String password = secrets.value("postgres-superuser");
    try {
      prepare(directory);
      // What the library tidies up lies under its working directory: never the data.
      System.setProperty("ot.epg.working-dir", binaries.toString());
      EmbeddedPostgres server =
          settings(directory, binaries.toFile(), log.toFile())
              .setLocaleConfig("pwfile", secrets.file("postgres-superuser").toString())
              .setConnectConfig("password", password)
              .setPort(Ports.free())
              .start();
      Files.writeString(directory.resolve("stipend-complete"), "");
      return new PostgresServer(server, postmaster(directory), password);
    } catch (IOException | IllegalStateException e) {
      Leftovers.endWorkingIn(directory);
      throw new CannotStart(
          "PostgreSQL did not start on " + directory + ".", "Its reason stands in " + log + ".", e);
    }
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://" + Ports.LOOPBACK + ":" + server.getPort() + "/" + database;
  }

  String superuserPassword() {
    return password;
  }

  /** The library asks it to stop and waits five seconds, which a busy computer may not keep. */
  @Override
  public void close() {
    try {
      server.close();
      ProcessHandle.of(postmaster)
          .ifPresent(it -> it.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
      guard.close();
    } catch (IOException | CompletionException e) {
      // the guard stays, and ends it once this process has gone
      LOG.atWarn().setCause(e).log("PostgreSQL did not stop cleanly; its next start recovers");
    }
  }

  private static void prepare(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Leftovers.endWorkingIn(directory);
    Files.deleteIfExists(directory.resolve("postmaster.pid"));
    if (!Files.exists(directory.resolve("stipend-complete"))) {
      // The very first start was killed while PostgreSQL laid its files: nothing is in them yet.
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private static EmbeddedPostgres.Builder settings(Path directory, File binaries, File log) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setOverrideWorkingDirectory(binaries)
        .setPGStartupWait(PATIENCE)
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", Ports.LOOPBACK)
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "100")
        .setLocaleConfig("auth-host", "scram-sha-256")
        .setLocaleConfig("auth-local", "scram-sha-256")
        // The same order of text on every computer, whatever its language.
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C");
  }

  private static long postmaster(Path directory) throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("postmaster.pid"));
    return Long.parseLong(lines.getFirst().strip());
  }
}
