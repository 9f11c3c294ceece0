package org.stipend.standalone;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database and the two roles that use it: the owner migrates, {@code stipend_app} works and may
 * not change the books.
 */
record Database(String url, String owner, String ownerPassword, String applicationPassword) {

  static final String APPLICATION = "stipend_app";
  private static final String NAME = "stipend";

  /** In the PostgreSQL that runs beside this JVM. */
  static Database in(PostgresServer server, Secrets secrets) {
    String owner = secrets.value("postgres-owner");
    String application = secrets.value("postgres-application");
    String superuser = PostgresServer.SUPERUSER;
    try (Connection connection =
        DriverManager.getConnection(
            server.jdbcUrl("postgres"), superuser, server.superuserPassword())) {
      role(connection, NAME, owner, "LOGIN");
      role(connection, APPLICATION, application, "LOGIN");
      execute(connection, "GRANT " + APPLICATION + " TO " + NAME);
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", NAME)) {
        execute(connection, "CREATE DATABASE " + NAME + " OWNER " + NAME);
      }
    } catch (SQLException e) {
      throw new CannotStart(
          "The embedded PostgreSQL refuses: " + e.getMessage() + ".",
          "If files under secrets/ were lost, bring them back or begin anew with --fresh.",
          e);
    }
    return new Database(server.jdbcUrl(NAME), NAME, owner, application);
  }

  /** At an address of the form {@code postgresql://owner:password@host:port/database}. */
  static Database at(String address, Secrets secrets, @Nullable String applicationPassword) {
    URI uri = URI.create(address.replaceFirst("^jdbc:", ""));
    String[] user = String.valueOf(uri.getRawUserInfo()).split(":", 2);
    if (uri.getHost() == null || user.length < 2) {
      throw new CannotStart(
          "STIPEND_DATABASE_URL is not an address with an owner and a password.",
          "Write postgresql://OWNER:PASSWORD@HOST:PORT/DATABASE.");
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var database =
        new Database(
            "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
            URLDecoder.decode(user[0], StandardCharsets.UTF_8),
            URLDecoder.decode(user[1], StandardCharsets.UTF_8),
            applicationPassword == null
                ? secrets.value("postgres-application")
                : applicationPassword);
    if (applicationPassword == null) {
      database.giveApplicationItsPassword();
    }
    return database;
  }

  Map<String, Object> properties() {
    return Map.of(
        "spring.datasource.url", url,
        "spring.datasource.username", APPLICATION,
        "spring.datasource.password", applicationPassword,
        "spring.flyway.url", url,
        "spring.flyway.user", owner,
        "spring.flyway.password", ownerPassword);
  }

  private void giveApplicationItsPassword() {
    try (Connection connection = DriverManager.getConnection(url, owner, ownerPassword)) {
      role(connection, APPLICATION, applicationPassword, "LOGIN");
    } catch (SQLException e) {
      throw new CannotStart(
          "The PostgreSQL of STIPEND_DATABASE_URL refuses: " + e.getMessage(),
          "Check the address; an owner without CREATEROLE needs the role "
              + APPLICATION
              + " made for it and its password in STIPEND_DATABASE_APP_PASSWORD.",
          e);
    }
  }

  private static void role(Connection connection, String name, String password, String rights)
      throws SQLException {
    boolean there = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name);
    // A password cannot be a parameter here; ours are base64url, without a quote.
    execute(
        connection,
        (there ? "ALTER ROLE " : "CREATE ROLE ")
            + name
            + " "
            + rights
            + " PASSWORD '"
            + password.replace("'", "''")
            + "'");
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      return statement.executeQuery().next();
    }
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (var s = connection.createStatement()) {
      s.execute(statement);
    }
  }
}
