package org.stipend.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL over a directory that is kept. Durable as PostgreSQL is by itself (the library
 * would switch that off), reached over loopback with a password and by no other way.
 */
final class PostgresServer implements Kept {

  static final String SUPERUSER = "postgres";
  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PATIENCE_AGAIN = Duration.ofSeconds(10);
  private static final String CANNOT_CONNECT_NOW = "57P03";
  private static final String TOO_MANY_CONNECTIONS = "53300";

  private final Path directory;
  private final Path binaries;
  private final Path log;
  private final Secrets secrets;
  private final int port = Ports.free();

  private @Nullable EmbeddedPostgres server;
  private @Nullable ProcessHandle postmaster;
  private @Nullable Guard guard;

  private PostgresServer(DataDirectory data, Path binaries, Secrets secrets) {
    this.directory = data.postgres();
    this.binaries = binaries;
    this.log = data.logs().resolve("postgres.log");
    this.secrets = secrets;
  }

  static PostgresServer start(DataDirectory data, Path binaries, Secrets secrets) {
    var server = new PostgresServer(data, binaries, secrets);
    try {
      prepare(server.directory);
      server.launch(PATIENCE);
      Files.writeString(server.directory.resolve("stipend-complete"), "");
      return server;
    } catch (IOException | IllegalStateException e) {
      Leftovers.endWorkingIn(server.directory);
      throw new CannotStart(
          "PostgreSQL did not start on " + server.directory + ".",
          "Its reason stands in " + server.log + ".",
          e);
    }
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + database;
  }

  String superuserPassword() {
    return secrets.value("postgres-superuser");
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public synchronized Health ask() {
    if (!runs()) {
      return Health.ENDED;
    }
    var how = new Properties();
    how.setProperty("user", SUPERUSER);
    how.setProperty("password", superuserPassword());
    List.of("connectTimeout", "socketTimeout", "loginTimeout")
        .forEach(timeout -> how.setProperty(timeout, "3"));
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), how)) {
      return connection.isValid(3) ? Health.WORKS : Health.SILENT;
    } catch (SQLException e) {
      return List.of(CANNOT_CONNECT_NOW, TOO_MANY_CONNECTIONS)
              .contains(String.valueOf(e.getSQLState()))
          ? Health.RECOVERS
          : Health.SILENT;
    }
  }

  /** Its helpers outlive a killed one for a while, and keep the next one from starting. */
  @Override
  public synchronized void restart() throws IOException {
    release();
    Leftovers.killWorkingIn(directory);
    Files.deleteIfExists(directory.resolve("postmaster.pid"));
    // The library holds its lock for the one that is gone, and after a failed start for ever; that
    // nobody else works here is known from the lock of the whole data.
    Files.deleteIfExists(directory.resolve("epg-lock"));
    launch(PATIENCE_AGAIN);
  }

  /** The library asks it to stop and waits five seconds, which a busy computer may not keep. */
  @Override
  public synchronized void close() {
    ProcessHandle ending = postmaster;
    if (server == null || ending == null) {
      return;
    }
    try {
      server.close();
      if (runs()) {
        ending.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      }
      release();
    } catch (IOException | CompletionException e) {
      // the guard stays, and ends it once this process has gone
      LOG.atWarn().setCause(e).log("PostgreSQL did not stop cleanly; its next start recovers");
    }
  }

  private void launch(Duration patience) throws IOException {
    // What the library tidies up lies under its working directory: never the data.
    System.setProperty("ot.epg.working-dir", binaries.toString());
    try {
      server =
          settings(directory, binaries.toFile(), log.toFile())
              .setLocaleConfig("pwfile", secrets.file("postgres-superuser").toString())
              .setConnectConfig("password", superuserPassword())
              .setPGStartupWait(patience)
              .setPort(port)
              .start();
    } finally {
      guardPostmaster(); // also one that is not ready in time: it may have much to recover
    }
  }

  private void guardPostmaster() throws IOException {
    Path file = directory.resolve("postmaster.pid");
    if (Files.exists(file)) {
      long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      postmaster = ProcessHandle.of(pid).orElse(null);
    }
    if (runs()) {
      guard = Guard.over(Objects.requireNonNull(postmaster).pid(), "INT", "QUIT");
    }
  }

  private boolean runs() {
    // without a command it is a zombie: gone already
    return postmaster != null && postmaster.isAlive() && postmaster.info().command().isPresent();
  }

  private void release() {
    if (guard != null) {
      guard.close();
    }
    guard = null;
    postmaster = null;
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
}
