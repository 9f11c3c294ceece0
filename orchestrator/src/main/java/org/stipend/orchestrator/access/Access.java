package org.stipend.orchestrator.access;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;

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

  public boolean allows(Caller caller, WorkspaceId workspace, Right right) {
    return decide(caller, workspace, right) instanceof Decision.Allowed;
  }

  /** The answer with all its reasons. */
  public Decision decide(Caller caller, WorkspaceId workspace, Right right) {
    return standing(caller, workspace).decide(right);
  }

  /** Whoever watches over everything: sees all and may stop it, may not work in it. */
  public static boolean seesAll(Caller caller) {
    return Standing.watches(caller.roles());
  }

  private Standing standing(Caller caller, WorkspaceId workspace) {
    Facts facts =
        jdbc.sql(
                """
                SELECT EXISTS (SELECT FROM person
                                WHERE id = :person AND disabled_at IS NOT NULL) AS disabled,
                       EXISTS (SELECT FROM workspace WHERE id = :workspace) AS present,
                       (SELECT role FROM workspace_member
                         WHERE workspace = :workspace AND person = :person) AS membership
                """)
            .param("workspace", workspace.value())
            .param("person", caller.id())
            .query(Facts.class)
            .single();
    return new Standing(caller.roles(), facts.disabled(), facts.present(), facts.membership());
  }

  private record Facts(boolean disabled, boolean present, @Nullable WorkspaceRole membership) {}
}
