package org.stipend.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The servers that run beside the application: there before its context, gone after it, also when
 * the context fails or a signal arrives half-way.
 */
final class EmbeddedServers
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final Pattern HOST_AND_PORT = Pattern.compile("([^\\s/:]+):([0-9]{1,5})");
  private static final int PATIENCE_MILLIS = 5_000;

  private final Settings settings;
  private final DataDirectory data;
  private final Secrets secrets;
  private final Console console;
  private volatile @Nullable Keeper postgres;
  private volatile @Nullable Keeper temporal;
  private volatile @Nullable Cloud cloud;
  private volatile boolean stopping;

  EmbeddedServers(Settings settings, DataDirectory data, Secrets secrets, Console console) {
    this.settings = settings;
    this.data = data;
    this.secrets = secrets;
    this.console = console;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    SpringApplication.getShutdownHandlers().add(this::stop);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopping, "stopping"));
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("embedded", start()));
  }

  /** Where an emulated cloud shows what is in it. */
  Optional<String> cloudPage() {
    return cloud instanceof Cloud.Emulated emulated
        ? Optional.of(emulated.emulator().origin() + "/emulator/")
        : Optional.empty();
  }

  boolean isStopping() {
    return stopping;
  }

  private void stopping() {
    stopping = true;
    console.say("");
    console.say("  Stopping ...");
  }

  private synchronized Map<String, Object> start() {
    if (stopping) {
      throw new IllegalStateException("ending already");
    }
    var temporal = CompletableFuture.supplyAsync(this::temporal);
    var properties = new HashMap<String, Object>();
    Cloud opened = Cloud.open(settings.cloud(), data.emulator(), System.getenv());
    cloud = opened;
    properties.putAll(opened.properties());
    try {
      properties.putAll(database().properties());
    } finally {
      properties.put("spring.temporal.connection.target", result(temporal));
    }
    return properties;
  }

  private Database database() {
    String address = settings.databaseUrl();
    if (address != null) {
      return timed(
          "PostgreSQL (STIPEND_DATABASE_URL)",
          () -> Database.at(address, secrets, System.getenv("STIPEND_DATABASE_APP_PASSWORD")));
    }
    return timed(
        "PostgreSQL",
        () -> {
          Path binaries = settings.tools().resolve("postgres");
          PostgresServer server = PostgresServer.start(data, binaries, secrets);
          Path log = data.logs().resolve("postgres.log");
          var keeper = new Keeper(server, console, log, System::nanoTime);
          postgres = keeper;
          Database database = Database.in(server, secrets);
          keeper.start();
          return database;
        });
  }

  private String temporal() {
    String address = settings.temporalAddress();
    if (address != null) {
      return timed("Temporal (TEMPORAL_ADDRESS)", () -> answering(address));
    }
    return timed(
        "Temporal",
        () -> {
          TemporalServer server =
              TemporalServer.start(temporalProgram(), settings.python(), data, console);
          Path log = data.logs().resolve("temporal.log");
          temporal = new Keeper(server, console, log, System::nanoTime).start();
          return server.target();
        });
  }

  private static String answering(String address) {
    Matcher parts = HOST_AND_PORT.matcher(address);
    if (!parts.matches()) {
      throw new CannotStart(
          "TEMPORAL_ADDRESS is \"%s\", which is not a host and a port.".formatted(address),
          "Say TEMPORAL_ADDRESS=localhost:7233, for example; without it one is started here.");
    }
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), PATIENCE_MILLIS);
      return address;
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotStart(
          "No Temporal answers at TEMPORAL_ADDRESS=%s.".formatted(address),
          "Start it, correct the address, or unset it: then one is started here.",
          e);
    }
  }

  /** One on the PATH wins, as it does for the launcher. */
  private Path temporalProgram() {
    for (String directory : String.valueOf(System.getenv("PATH")).split(":")) {
      Path program = Path.of(directory, "temporal");
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    Path ours = settings.tools().resolve("temporal/bin/temporal");
    if (Files.isExecutable(ours)) {
      return ours;
    }
    throw new CannotStart(
        "The temporal command is neither on the PATH nor at " + ours + ".",
        "Start with ./stipend up, which installs it, or point TEMPORAL_ADDRESS at a cluster.");
  }

  private <T> T timed(String what, Supplier<T> work) {
    long began = System.nanoTime();
    T result = work.get();
    console.step(what, Duration.ofNanos(System.nanoTime() - began));
    return result;
  }

  private static String result(CompletableFuture<String> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CannotStart cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Temporal before PostgreSQL: the books are the last to close. */
  void stop() {
    stopping = true;
    synchronized (this) {
      close(cloud);
      close(temporal);
      close(postgres);
      data.ended();
    }
    console.say(
        "  Stopped: nothing of it runs any more. What you saved stays in " + settings.data());
  }

  private static void close(@Nullable Keeper keeper) {
    if (keeper != null) {
      keeper.close();
    }
  }

  private static void close(@Nullable Cloud cloud) {
    if (cloud != null) {
      cloud.close();
    }
  }
}
