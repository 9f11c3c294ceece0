package org.stipend.orchestrator.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.web.Problem;

/** What a person may do in a workspace, by how they stand to it now. */
@Component
public final class Access {

  private final JdbcClient jdbc;

  Access(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns, or throws 404 to who may not see the workspace and 403 to who may only see it. */
  public void require(Caller caller, WorkspaceId workspace, Right right) {
    if (decide(caller, workspace, right) instanceof Decision.Refused no) {
      throw no.problem();
    }
  }

  /**
   * As {@link #require}, and until this transaction ends nobody takes the right away or deletes the
   * workspace: whoever changes it or its members has its row for themselves. Asked before the lock
   * of a pool, like every lock of that row.
   */
  public void hold(Caller caller, WorkspaceId workspace, Right right) {
    jdbc.sql("SELECT 1 FROM workspace WHERE id = :workspace FOR SHARE")
        .param("workspace", workspace.value())
        .query(row -> {});
    require(caller, workspace, right);
  }

  public boolean allows(Caller caller, WorkspaceId workspace, Right right) {
    return decide(caller, workspace, right) instanceof Decision.Allowed;
  }

  /** The answer with all its reasons. */
  public Decision decide(Caller caller, WorkspaceId workspace, Right right) {
    return standing(caller, workspace).decide(right);
  }

  public Set<Right> rights(Caller caller, WorkspaceId workspace) {
    return rights(caller, Set.of(workspace)).getOrDefault(workspace, Set.of());
  }

  /** What the caller may do in each of these workspaces. */
  public Map<WorkspaceId, Set<Right>> rights(Caller caller, Set<WorkspaceId> workspaces) {
    Map<WorkspaceId, Set<Right>> rights = new LinkedHashMap<>();
    standings(caller, workspaces)
        .forEach((workspace, standing) -> rights.put(workspace, standing.rights()));
    return rights;
  }

  /** The problem document of what is refused. */
  public Problem refusal(Caller caller, WorkspaceId workspace, Right right) {
    if (decide(caller, workspace, right) instanceof Decision.Refused no) {
      return no.problem();
    }
    throw new IllegalStateException("%s is not refused in %s".formatted(right, workspace));
  }

  /** Whoever watches over everything: sees all and may stop it, may not work in it. */
  public static boolean seesAll(Caller caller) {
    return Standing.watches(caller.roles());
  }

  private Standing standing(Caller caller, WorkspaceId workspace) {
    return standings(caller, Set.of(workspace)).values().iterator().next();
  }

  private Map<WorkspaceId, Standing> standings(Caller caller, Set<WorkspaceId> workspaces) {
    Map<WorkspaceId, Standing> standings = new LinkedHashMap<>();
    if (workspaces.isEmpty()) {
      return standings;
    }
    boolean disabled = isDisabled(caller);
    workspaces.forEach(
        one -> standings.put(one, new Standing(caller.roles(), disabled, false, null)));
    jdbc.sql(
            """
            SELECT w.id, m.role
              FROM workspace w
              LEFT JOIN workspace_member m ON m.workspace = w.id AND m.person = :person
             WHERE w.id IN (:workspaces) AND w.deleted_at IS NULL
            """)
        .param("workspaces", workspaces.stream().map(WorkspaceId::value).toList())
        .param("person", caller.id())
        .query(row -> {
          String role = row.getString("role");
          standings.put(
              new WorkspaceId(row.getObject("id", UUID.class)),
              new Standing(
                  caller.roles(),
                  disabled,
                  true,
                  role == null ? null : WorkspaceRole.valueOf(role)));
        });
    return standings;
  }

  private boolean isDisabled(Caller caller) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT FROM person WHERE id = :person AND disabled_at IS NOT NULL)")
        .param("person", caller.id())
        .query(Boolean.class)
        .single();
  }
}
