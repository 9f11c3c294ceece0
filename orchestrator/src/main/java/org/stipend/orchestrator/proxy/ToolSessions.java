package org.stipend.orchestrator.proxy;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.Tool;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.runtime.ToolSecrets;
import org.stipend.orchestrator.signin.Sessions;

/**
 * One-use codes and the cookies they are exchanged for, in the database: they survive a restart and
 * are shared by all processes.
 */
@Component
final class ToolSessions {

  /** Who exchanged a code, and where they were going. */
  record Entered(String cookie, String path) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Access access;
  private final Sessions console;
  private final ToolSecrets secrets;
  private final ProxySettings settings;

  ToolSessions(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Access access,
      Sessions console,
      ToolSecrets secrets,
      ProxySettings settings) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.access = access;
    this.console = console;
    this.secrets = secrets;
    this.settings = settings;
  }

  /**
   * @param consoleSession the browser's session id in the console; null for a bearer token
   * @param path where to go inside the tool
   */
  String issueCode(
      RuntimeId runtime, UUID person, @Nullable String consoleSession, String path, Instant now) {
    String code = Token.fresh();
    transactions.executeWithoutResult(status -> {
      dropExpired(now);
      jdbc.sql(
              """
              INSERT INTO tool_code (hash, runtime, person, session, path, expires_at)
              VALUES (:hash, :runtime, :person,
                      (SELECT primary_id FROM spring_session WHERE session_id = :session),
                      :path, :expires)
              """)
          .param("hash", Token.hash(code).bytes())
          .param("runtime", runtime.value())
          .param("person", person)
          .param("session", consoleSession)
          .param("path", path)
          .param("expires", Timestamp.from(now.plus(settings.codeLifetime())))
          .update();
    });
    return code;
  }

  /** Exchanges a code for a cookie; empty for a code that is used, late, or for another runtime. */
  Optional<Entered> redeem(String code, RuntimeId runtime, Instant now) {
    String cookie = Token.fresh();
    return jdbc.sql(
            """
            WITH used AS (
              DELETE FROM tool_code WHERE hash = :code AND runtime = :runtime
              RETURNING runtime, person, session, path, expires_at)
            INSERT INTO tool_session (hash, runtime, person, session, created_at, expires_at)
            SELECT :cookie, runtime, person, session, :now, :expires FROM used
             WHERE expires_at > :now
            RETURNING (SELECT path FROM used)
            """)
        .param("code", Token.hash(code).bytes())
        .param("runtime", runtime.value())
        .param("cookie", Token.hash(cookie).bytes())
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(now.plus(settings.sessionLifetime())))
        .query(String.class)
        .optional()
        .map(path -> new Entered(cookie, path));
  }

  /** Lets a program's token in as a cookie would be, for as long as it is good. */
  void admit(Token.Hash token, RuntimeId runtime, UUID person, Instant until, Instant now) {
    dropExpired(now);
    Instant end = now.plus(settings.sessionLifetime());
    jdbc.sql(
            """
            INSERT INTO tool_session (hash, runtime, person, session, created_at, expires_at)
            SELECT :token, :runtime, :person, NULL, :now, :expires
             WHERE EXISTS (SELECT FROM runtime WHERE id = :runtime)
            ON CONFLICT DO NOTHING
            """)
        .param("token", token.bytes())
        .param("runtime", runtime.value())
        .param("person", person)
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(until.isBefore(end) ? until : end))
        .update();
  }

  /**
   * What a cookie opens now. Empty once it has expired, its console session has ended, its person
   * was disabled or may no longer work in the workspace.
   */
  Optional<Pass> pass(Token.Hash cookie, RuntimeId runtime, Instant now) {
    return jdbc.sql(
            """
            SELECT p.id, p.name,
                   (SELECT string_agg(role, ' ') FROM person_role WHERE person = p.id) AS roles,
                   r.workspace, r.tool, r.state, r.desired, r.address, r.secret
              FROM tool_session s
              JOIN person p ON p.id = s.person
              JOIN runtime r ON r.id = s.runtime
              LEFT JOIN spring_session c ON c.primary_id = s.session
             WHERE s.hash = :cookie AND s.runtime = :runtime AND s.expires_at > :now
               AND p.disabled_at IS NULL
               AND (s.session IS NULL OR c.expiry_time > :millis)
            """)
        .param("cookie", cookie.bytes())
        .param("runtime", runtime.value())
        .param("now", Timestamp.from(now))
        .param("millis", now.toEpochMilli())
        .query((rs, row) -> new Found(caller(rs), pass(rs, cookie, runtime, now)))
        .optional()
        .filter(found -> access.allows(found.caller(), found.pass().workspace(), Right.LAUNCH))
        .map(Found::pass);
  }

  /** Work in a tool is work: it keeps the person signed in. */
  void keepSignedIn(Token.Hash cookie, Instant now) {
    jdbc.sql("SELECT session FROM tool_session WHERE hash = :cookie AND session IS NOT NULL")
        .param("cookie", cookie.bytes())
        .query(String.class)
        .optional()
        .ifPresent(session -> console.keep(session, now));
  }

  private void dropExpired(Instant now) {
    Timestamp end = Timestamp.from(now);
    jdbc.sql("DELETE FROM tool_code WHERE expires_at <= :now").param("now", end).update();
    jdbc.sql("DELETE FROM tool_session WHERE expires_at <= :now").param("now", end).update();
  }

  private record Found(Caller caller, Pass pass) {}

  private static Caller caller(ResultSet rs) throws SQLException {
    String roles = rs.getString("roles");
    Set<Role> given =
        roles == null
            ? Set.of()
            : Arrays.stream(roles.split(" ")).map(Role::valueOf).collect(Collectors.toSet());
    return new Caller(rs.getObject("id", UUID.class), rs.getString("name"), given);
  }

  private Pass pass(ResultSet rs, Token.Hash cookie, RuntimeId runtime, Instant now)
      throws SQLException {
    String address = rs.getString("address");
    boolean runs =
        "RUNNING".equals(rs.getString("state"))
            && "RUNNING".equals(rs.getString("desired"))
            && address != null;
    Optional<String> secret =
        runs ? secrets.open(runtime.value(), rs.getString("secret")) : Optional.empty();
    return new Pass(
        cookie,
        rs.getObject("id", UUID.class),
        runtime,
        new WorkspaceId(rs.getObject("workspace", UUID.class)),
        Tool.valueOf(rs.getString("tool")),
        runs && secret.isEmpty() ? Pass.LOCKED : rs.getString("state"),
        secret.map(open -> new Pass.Target(URI.create(address), open)).orElse(null),
        now);
  }
}
