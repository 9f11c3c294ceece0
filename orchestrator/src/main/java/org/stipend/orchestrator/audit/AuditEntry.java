package org.stipend.orchestrator.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param actor the person, or null for the system itself
 * @param action a verb of the domain in capitals: {@code CREATE_WORKSPACE}, {@code GIVE_ROLE}
 * @param subjectKind what it was done to: {@code workspace}, {@code person}, {@code grant}
 * @param before what was, as JSON; null when it did not exist
 * @param after what is now, as JSON; null when it is gone
 */
public record AuditEntry(
    Instant at,
    @Nullable UUID actor,
    String action,
    String subjectKind,
    UUID subject,
    @Nullable UUID workspace,
    @Nullable String reason,
    @Nullable Object before,
    @Nullable Object after) {

  /** Something came to be. */
  public static AuditEntry created(
      Instant at, @Nullable UUID actor, String action, String kind, UUID subject, Object after) {
    return new AuditEntry(at, actor, action, kind, subject, null, null, null, after);
  }

  public AuditEntry in(UUID workspaceOfIt) {
    return new AuditEntry(
        at, actor, action, subjectKind, subject, workspaceOfIt, reason, before, after);
  }

  public AuditEntry because(String reasonGiven) {
    return new AuditEntry(
        at, actor, action, subjectKind, subject, workspace, reasonGiven, before, after);
  }
}
