package org.stipend.orchestrator.access;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.audit.AuditEntry;

/** Who has which role. Every giving and taking stands in the audit trail. */
@Component
final class Roles {

  private final JdbcClient jdbc;
  private final Audit audit;
  private final AccessSettings settings;
  private final List<Newcomers> newcomers;

  Roles(JdbcClient jdbc, Audit audit, AccessSettings settings, List<Newcomers> newcomers) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.settings = settings;
    this.newcomers = newcomers;
  }

  /** The roles of somebody never seen before: as the provider says, else a researcher. */
  void seed(UUID person, String name, Identity identity, Instant now) {
    Set<Role> first = EnumSet.noneOf(Role.class);
    first.addAll(identity.roles() == null ? Set.of(Role.RESEARCHER) : identity.roles());
    if (isFirstAdmin(identity)) {
      first.add(Role.ADMIN);
    }
    audit.record(
        AuditEntry.created(now, null, "FIRST_SEEN", "person", person, new Seen(name, first)));
    for (Role role : first) {
      insert(person, role, null, now);
    }
    tellOfResearcher(person, name, first, now);
  }

  /** Somebody who was known before the settings named them. */
  void makeFirstAdmin(UUID person, Instant now) {
    insert(person, Role.ADMIN, null, now);
    audit.record(
        AuditEntry.created(
            now, null, "GIVE_ROLE", "person", person, Map.of("role", Role.ADMIN.name())));
  }

  /** Whether the settings name them, and nobody is admin yet. */
  boolean isFirstAdmin(Identity identity) {
    String named = settings.firstAdmin();
    if (named == null || named.isBlank()) {
      return false;
    }
    boolean theirs =
        named.equals(identity.subject()) || named.equalsIgnoreCase(identity.verifiedEmail());
    return theirs && noAdminYet();
  }

  private boolean noAdminYet() {
    return jdbc.sql("SELECT NOT EXISTS (SELECT FROM person_role WHERE role = 'ADMIN')")
        .query(Boolean.class)
        .single();
  }

  private void insert(UUID person, Role role, @Nullable UUID by, Instant now) {
    jdbc.sql(
            """
            INSERT INTO person_role (person, role, granted_by, granted_at)
            VALUES (:person, :role, :by, :now)
            ON CONFLICT DO NOTHING
            """)
        .param("person", person)
        .param("role", role.name())
        .param("by", by)
        .param("now", Timestamp.from(now))
        .update();
  }

  private void tellOfResearcher(UUID person, String name, Set<Role> has, Instant now) {
    if (has.contains(Role.RESEARCHER)) {
      Caller researcher = new Caller(person, name, has);
      newcomers.forEach(listener -> listener.researcher(researcher, now));
    }
  }

  private record Seen(String name, Set<Role> roles) {}
}
