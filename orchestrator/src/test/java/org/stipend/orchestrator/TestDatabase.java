package org.stipend.orchestrator;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A real PostgreSQL for a test class: one server for all of them, a fresh copy of the migrated
 * database for each, and the application's own rights ({@code stipend_app}).
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = new TestDatabase();
 * }</pre>
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

  private static final String TEMPLATE = "stipend_template";
  private static final AtomicInteger COPIES = new AtomicInteger();

  private String name = "";
  private HikariDataSource application;
  private HikariDataSource owner;

  @Override
  public void beforeAll(ExtensionContext context) {
    open();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** For a test that needs a database of its own. */
  public void open() {
    create(TEMPLATE);
  }

  /** A database as the product left it that knew no later migration. */
  public void openAsOf(String version) {
    create("template1");
    migrations(jdbcUrl()).target(version).load().migrate();
  }

  /** Brings it up to what the product is now. */
  public void migrate() {
    migrations(jdbcUrl()).load().migrate();
  }

  private void create(String template) {
    name = "stipend_test_" + COPIES.incrementAndGet();
    administer("CREATE DATABASE " + name + " TEMPLATE " + template);
    application = connect(24);
    application.setConnectionInitSql("SET ROLE stipend_app");
    owner = connect(2);
  }

  public void close() {
    application.close();
    owner.close();
    administer("DROP DATABASE " + name + " WITH (FORCE)");
  }

  /** Works as {@code stipend_app}, as the product does. */
  public DataSource dataSource() {
    return application;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(application);
  }

  public TransactionTemplate transactions() {
    return new TransactionTemplate(new DataSourceTransactionManager(application));
  }

  /** Works as the owner of the tables: to inject a fault that the application could not. */
  public JdbcClient asOwner() {
    return JdbcClient.create(owner);
  }

  /** For tests that start an application context of their own. */
  public String jdbcUrl() {
    return Server.INSTANCE.getJdbcUrl("postgres", name);
  }

  private static FluentConfiguration migrations(String url) {
    return Flyway.configure().dataSource(url, "postgres", "postgres");
  }

  private HikariDataSource connect(int connections) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(jdbcUrl());
    pool.setMaximumPoolSize(connections);
    pool.setMinimumIdle(0);
    return pool;
  }

  /** Cuts every connection there is, and takes no new one. */
  public void goAway() {
    administer("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    cut("true");
  }

  public void comeBack() {
    administer("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
  }

  /** Cuts those that wait for a lock. */
  public void cutWaiting() {
    cut("wait_event_type = 'Lock'");
  }

  private void cut(String which) {
    JdbcClient.create(Server.INSTANCE.getPostgresDatabase())
        .sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND "
                + which)
        .param("name", name)
        .query(Boolean.class)
        .list();
  }

  private static void administer(String sql) {
    JdbcClient.create(Server.INSTANCE.getPostgresDatabase()).sql(sql).update();
  }

  /** Started by the first test class that needs it, ended with the JVM. */
  private static final class Server {

    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
        JdbcClient.create(server.getPostgresDatabase()).sql("CREATE DATABASE " + TEMPLATE).update();
        migrations(server.getJdbcUrl("postgres", TEMPLATE)).load().migrate();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
