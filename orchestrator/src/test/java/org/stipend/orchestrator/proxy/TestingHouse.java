package org.stipend.orchestrator.proxy;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stipend.cost.RuntimeId;
import org.stipend.orchestrator.runtime.TestingSecrets;

/** Rows of people, workspaces and runtimes, as their owners would have written them. */
public final class TestingHouse {

  private final JdbcClient jdbc;
  private final Instant now;

  public TestingHouse(JdbcClient jdbc, Instant now) {
    this.jdbc = jdbc;
    this.now = now;
  }

  public UUID researcher() {
    UUID id = UUID.randomUUID();
    insert(
        "person (id, issuer, subject, email, name, first_seen_at)",
        id,
        "i",
        id.toString(),
        "a@b.c",
        "Ada",
        now);
    insert("person_role (person, role, granted_at)", id, "RESEARCHER", now);
    return id;
  }

  public UUID workspaceOf(UUID person) {
    UUID id = UUID.randomUUID();
    insert(
        "workspace (id, name, description, creator, created_at)", id, "W " + id, "", person, now);
    join(person, id, "OWNER");
    return id;
  }

  public void join(UUID person, UUID workspace, String role) {
    insert("workspace_member (workspace, person, role, since)", workspace, person, role, now);
  }

  public RuntimeId runningJupyter(UUID workspace, UUID owner, URI address) {
    UUID disk = UUID.randomUUID();
    insert(
        "disk (id, workspace, owner, provider, type, size_gib, desired, state, generation, requested_at)",
        disk,
        workspace,
        owner,
        "local",
        "pd-balanced",
        50L,
        "PRESENT",
        "READY",
        1L,
        now);
    UUID id = UUID.randomUUID();
    insert(
        """
        runtime (id, workspace, owner, provider, tool, machine_type, disk, disk_made, created_at,
                 desired, generation, wish, cause, state, since, machine, address, secret)
        """,
        id,
        workspace,
        owner,
        "local",
        "JUPYTER",
        "n1-standard-1",
        disk,
        true,
        now,
        "RUNNING",
        1L,
        1L,
        "PERSON",
        "RUNNING",
        now,
        "HEALTHY",
        address.toString(),
        TestingSecrets.sealed(id, StandInTool.SECRET, jdbc));
    return new RuntimeId(id);
  }

  public String consoleSession(UUID person) {
    String id = UUID.randomUUID().toString();
    insert(
        "spring_session (primary_id, session_id, creation_time, last_access_time,"
            + " max_inactive_interval, expiry_time, principal_name)",
        UUID.randomUUID().toString(),
        id,
        now.toEpochMilli(),
        now.toEpochMilli(),
        1800,
        now.plusSeconds(1800).toEpochMilli(),
        person.toString());
    return id;
  }

  public void set(RuntimeId runtime, String desired, String state) {
    jdbc.sql("UPDATE runtime SET desired = :desired, state = :state WHERE id = :id")
        .param("desired", desired)
        .param("state", state)
        .param("id", runtime.value())
        .update();
  }

  /** As if somebody had put the secret of one in the row of the other. */
  public void exchangeSecrets(RuntimeId one, RuntimeId other) {
    jdbc.sql(
            """
            UPDATE runtime r SET secret = o.secret FROM runtime o
             WHERE (r.id = :one AND o.id = :other) OR (r.id = :other AND o.id = :one)
            """)
        .param("one", one.value())
        .param("other", other.value())
        .update();
  }

  /** The credit of a person pays for a workspace, and ends. */
  void creditEnds(UUID person, UUID workspace, Instant machinesStopAt, Instant endsAt) {
    insert(
        "payer_binding (workspace, kind, payer, bound_by, bound_from)",
        workspace,
        "CREDIT",
        person.toString(),
        person,
        now);
    insert(
        """
        credit_pool (researcher, status, settled_to, epoch, created_at, ends_at, machines_stop_at)
        """,
        person,
        "ACTIVE",
        now,
        1L,
        now,
        endsAt,
        machinesStopAt);
  }

  void grantExpires(UUID person, Instant at) {
    insert(
        """
        credit_grant (id, researcher, programme, once, reason, promotional, priority, amount_nanos,
                      effective_at, expires_at, granted_at)
        """,
        UUID.randomUUID(),
        person,
        "p",
        false,
        "r",
        false,
        1,
        1L,
        now,
        at,
        now);
  }

  void runsUntil(RuntimeId runtime, Instant at) {
    jdbc.sql("UPDATE runtime SET runs_until = :at WHERE id = :id")
        .param("at", Timestamp.from(at))
        .param("id", runtime.value())
        .update();
  }

  private void insert(String into, Object... values) {
    var places = String.join(", ", java.util.Collections.nCopies(values.length, "?"));
    var statement = jdbc.sql("INSERT INTO " + into + " VALUES (" + places + ")");
    for (Object value : values) {
      statement = statement.param(value instanceof Instant at ? Timestamp.from(at) : value);
    }
    statement.update();
  }
}
