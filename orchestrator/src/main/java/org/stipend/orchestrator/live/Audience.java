package org.stipend.orchestrator.live;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.change.Change;
import org.stipend.orchestrator.change.Kind;

/** Who may hear of a change: who could read what changed. */
@Component
final class Audience {

  private static final Map<Kind, String> MEMBERS =
      Map.of(
          Kind.RUNTIME,
          """
          SELECT r.id, m.person FROM runtime r
            JOIN workspace_member m ON m.workspace = r.workspace WHERE r.id IN (:ids)
          """,
          Kind.DISK,
          """
          SELECT d.id, m.person FROM disk d
            JOIN workspace_member m ON m.workspace = d.workspace WHERE d.id IN (:ids)
          """,
          Kind.WORKSPACE,
          "SELECT workspace AS id, person FROM workspace_member WHERE workspace IN (:ids)");

  private final JdbcClient jdbc;

  Audience(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The people each change concerns, apart from those who see everything. */
  Map<Change, Set<UUID>> of(Collection<Change> changes) {
    Map<Change, Set<UUID>> audience = new LinkedHashMap<>();
    changes.forEach(change -> audience.put(change, new HashSet<>()));
    for (Kind kind : Kind.values()) {
      List<UUID> ids = changes.stream().filter(c -> c.kind() == kind).map(Change::id).toList();
      String members = MEMBERS.get(kind);
      if (members == null) { // the id is a person
        ids.forEach(id -> add(audience, new Change(kind, id), id));
      } else if (!ids.isEmpty()) {
        jdbc.sql(members)
            .param("ids", ids)
            .query(Membership.class)
            .list()
            .forEach(row -> add(audience, new Change(kind, row.id()), row.person()));
      }
    }
    return audience;
  }

  static boolean hears(Caller caller, Change change, Set<UUID> concerned) {
    return switch (change.kind()) {
      case NOTICE, BILLING_ACCOUNT -> concerned.contains(caller.id());
      case RUNTIME, DISK, WORKSPACE -> concerned.contains(caller.id()) || Access.seesAll(caller);
      case CREDIT, PERSON ->
          concerned.contains(caller.id()) || Access.seesAll(caller) || caller.has(Role.FINANCE);
    };
  }

  private static void add(Map<Change, Set<UUID>> audience, Change change, UUID person) {
    audience.computeIfAbsent(change, none -> new HashSet<>()).add(person);
  }

  private record Membership(UUID id, UUID person) {}
}
