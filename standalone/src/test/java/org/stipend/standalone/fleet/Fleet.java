package org.stipend.standalone.fleet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.stipend.cloud.testing.TestPorts;
import org.stipend.emulator.Clock;
import org.stipend.emulator.EmulatorSettings;
import org.stipend.emulator.GceEmulator;
import org.stipend.orchestrator.engine.Overdue;
import org.stipend.standalone.Secrets;
import org.stipend.standalone.identity.IdentityConfiguration;
import org.stipend.standalone.journey.ApiClient;

/**
 * The whole control plane in this JVM: the product with workflows, ledger, sweeper and reconciler,
 * a real PostgreSQL, Temporal, and the adapter for Google on its emulator. All of them have one
 * clock, which {@link #time()} moves.
 */
final class Fleet implements AutoCloseable {

  static final String PROJECT = "stipend-fleet";
  static final List<String> ZONES =
      List.of("us-central1-a", "us-central1-b", "us-central1-c", "us-central1-f");

  /** Far enough ahead that tokens are valid whenever this runs; the end of a month is near. */
  private static final Instant START = Instant.parse("2050-03-31T20:00:00Z");

  private static final Duration SWEEP = Duration.ofSeconds(15);
  private static final Duration SWEEP_GRACE = Duration.ofSeconds(2);

  /** As long as the adapter's clients wait for an answer. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private static final long PLENTY = 1_000_000;

  private final Clock clock = Clock.heldAt(START);
  private final Traffic traffic = new Traffic();
  private final Schedule schedule = new Schedule(clock);
  private final HeldTemporal temporal = HeldTemporal.on(clock, traffic);
  private final int port = TestPorts.freePair();
  private final GceEmulator cloud;
  private final EmbeddedPostgres postgres;
  private final Secrets secrets;
  private final Path directory;
  private final FleetTime time;
  private ConfigurableApplicationContext product;

  private Fleet(Path directory) {
    this.directory = directory;
    this.secrets = new Secrets(directory);
    this.cloud =
        GceEmulator.start(EmulatorSettings.with(clock).withGuests().holdingWaitsFor(LONGEST_WAIT));
    try {
      this.postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "100").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.time = new FleetTime(clock, temporal, traffic, schedule, cloud);
  }

  /** Up and running, with an empty cloud that has room. */
  static Fleet in(Path directory) {
    var fleet = new Fleet(directory);
    fleet.emptyCloud();
    fleet.start();
    return fleet;
  }

  void emptyCloud() {
    cloud.reset();
    cloud.faults().clear();
    cloud.change(it ->
        List.of("CPUS", "N2_CPUS", "INSTANCES", "SSD_TOTAL_GB", "CPUS_ALL_REGIONS")
            .forEach(metric -> it.limit(PROJECT, metric, PLENTY)));
  }

  void start() {
    product =
        new SpringApplicationBuilder(FleetApplication.class)
            .initializers(context -> {
              var given = new MapPropertySource("fleet", properties());
              context.getEnvironment().getPropertySources().addFirst(given);
              var beans = context.getBeanFactory();
              beans.registerSingleton("fleetClock", clock);
              beans.registerSingleton("fleetSchedule", schedule);
            })
            .run();
    product
        .getBeansOfType(Overdue.class)
        .values()
        .forEach(rows ->
            schedule.scheduleWithFixedDelay(() -> rows.sweep(clock.instant(), SWEEP_GRACE), SWEEP));
    time.product(() ->
        jdbc()
            .sql("SELECT EXISTS (SELECT 1 FROM outbox WHERE due_at <= :now)")
            .param("now", java.sql.Timestamp.from(clock.instant()))
            .query(Boolean.class)
            .single());
    time.until(
        "tools are offered",
        () ->
            as("nobody", "OPERATOR")
                .get("/api/catalog")
                .ok()
                .path("tools")
                .valueStream()
                .anyMatch(tool -> tool.path("available").asBoolean()));
  }

  FleetTime time() {
    return time;
  }

  GceEmulator cloud() {
    return cloud;
  }

  JdbcClient jdbc() {
    return JdbcClient.create(postgres.getPostgresDatabase());
  }

  <T> T bean(Class<T> type) {
    return product.getBean(type);
  }

  /** The API, as somebody who is known from then on. */
  ApiClient as(String subject, String role) {
    Instant now = clock.instant();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(url())
            .audience(List.of("stipend-api"))
            .subject(subject)
            .issuedAt(now)
            .expiresAt(now.plus(Duration.ofDays(30)))
            .claim("name", subject)
            .claim("email", subject + "@stipend.example")
            .claim("email_verified", true)
            .claim("roles", List.of(role))
            .build();
    String token = bean(JwtEncoder.class).encode(JwtEncoderParameters.from(claims)).getTokenValue();
    return new ApiClient(URI.create(url()), token);
  }

  private String url() {
    return "http://localhost:" + port;
  }

  private Map<String, Object> properties() {
    var properties = new HashMap<String, Object>();
    properties.put("server.address", "127.0.0.1");
    properties.put("server.port", port);
    properties.put("logging.level.root", "WARN");
    properties.put("spring.jmx.enabled", false);
    properties.put("spring.temporal.connection.target", temporal.target());
    properties.put("spring.temporal.workers-auto-discovery.register-activity-beans", true);
    String database = postgres.getJdbcUrl("postgres", "postgres");
    for (String prefix : List.of("spring.datasource.", "spring.flyway.")) {
      properties.put(prefix + "url", database);
      properties.put(prefix + "password", "postgres");
    }
    properties.put("spring.datasource.username", "postgres");
    properties.put("spring.flyway.user", "postgres");
    properties.put("stipend.console-url", url());
    properties.put("stipend.tool-url-template", "http://{runtime}.localhost:" + (port + 1));
    properties.put("stipend.proxy.port", port + 1);
    properties.put("stipend.payload-keys", secrets.value("payload-keys"));
    properties.put("stipend.embedded.secrets-directory", directory.toString());
    properties.putAll(IdentityConfiguration.properties(url(), secrets));
    properties.put("stipend.place.provider", "gce");
    properties.put("stipend.place.region", "us-central1");
    properties.put("stipend.google.project", PROJECT);
    properties.put("stipend.google.compute.emulator", cloud.origin());
    properties.put("stipend.google.billing.endpoint", cloud.callsAddress());
    return properties;
  }

  @Override
  public void close() {
    product.close();
    temporal.close();
    cloud.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
