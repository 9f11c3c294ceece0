package org.stipend.orchestrator.access;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.web.Problem;

/**
 * What a person may do in a workspace. Denied unless a line here allows it; what one may not see
 * looks like what does not exist.
 */
@Component
public final class Access {

  private final JdbcClient jdbc;

  Access(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns, or throws 404 to who may not see the workspace and 403 to who may only see it. */
  public void require(Caller caller, WorkspaceId workspace, Right right) {
    Standing standing = standing(caller, workspace);
    if (standing.allows(caller, right)) {
      return;
    }
    throw standing.allows(caller, Right.VIEW) ? forbidden(right) : Problem.notFound();
  }

  public boolean allows(Caller caller, WorkspaceId workspace, Right right) {
    return standing(caller, workspace).allows(caller, right);
  }

  public Set<Right> rights(Caller caller, WorkspaceId workspace) {
    return standing(caller, workspace).rightsOf(caller);
  }

  /** What the caller may do in each of these workspaces. */
  public Map<WorkspaceId, Set<Right>> rights(Caller caller, Set<WorkspaceId> workspaces) {
    Map<WorkspaceId, Standing> standings = standings(caller, workspaces);
    return workspaces.stream()
        .collect(
            toUnmodifiableMap(
                workspace -> workspace,
                workspace -> standings.getOrDefault(workspace, Standing.NOWHERE).rightsOf(caller)));
  }

  /** Whoever watches over everything: sees all and may stop it, may not work in it. */
  public static boolean seesAll(Caller caller) {
    return caller.has(Role.ADMIN) || caller.has(Role.OPERATOR);
  }

  private Standing standing(Caller caller, WorkspaceId workspace) {
    return standings(caller, Set.of(workspace)).getOrDefault(workspace, Standing.NOWHERE);
  }

  private Map<WorkspaceId, Standing> standings(Caller caller, Set<WorkspaceId> workspaces) {
    if (workspaces.isEmpty()) {
      return Map.of();
    }
    Map<WorkspaceId, Standing> standings = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT w.id, m.role
              FROM workspace w
              LEFT JOIN workspace_member m ON m.workspace = w.id AND m.person = :person
             WHERE w.id IN (:workspaces)
            """)
        .param("workspaces", workspaces.stream().map(WorkspaceId::value).toList())
        .param("person", caller.id())
        .query(rs -> {
          String role = rs.getString("role");
          standings.put(
              new WorkspaceId(rs.getObject("id", UUID.class)),
              new Standing(true, role == null ? null : WorkspaceRole.valueOf(role)));
        });
    return standings;
  }

  /** How somebody stands to a workspace that may not even exist. */
  private record Standing(boolean exists, @Nullable WorkspaceRole role) {

    static final Standing NOWHERE = new Standing(false, null);

    Set<Right> rightsOf(Caller caller) {
      return Stream.of(Right.values())
          .filter(right -> allows(caller, right))
          .collect(toUnmodifiableSet());
    }

    boolean allows(Caller caller, Right right) {
      boolean watches = exists && seesAll(caller);
      boolean works = role != null && caller.has(Role.RESEARCHER);
      return switch (right) {
        case VIEW -> role != null || watches;
        case LAUNCH -> works && role != WorkspaceRole.READER;
        case OWN -> works && role == WorkspaceRole.OWNER;
      };
    }
  }

  public static Problem forbidden(Right right) {
    String what =
        switch (right) {
          case VIEW -> "see this workspace";
          case LAUNCH -> "launch or change anything in this workspace";
          case OWN -> "do what only an owner of this workspace may";
        };
    return Problem.forbidden(
        "FORBIDDEN", "You may not " + what + ".", "Ask an owner of the workspace to do it.");
  }
}
