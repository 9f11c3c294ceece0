package org.stipend.orchestrator.audit;

import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** The trail is append-only, and an entry stands or falls with the change it tells of. */
@Component
public final class Audit {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Audit(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  public void record(AuditEntry entry) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an audit entry belongs to the transaction of its change");
    }
    jdbc.sql(
            """
            INSERT INTO audit (at, actor, action, subject_kind, subject, workspace, reason, before, after)
            VALUES (:at, :actor, :action, :kind, :subject, :workspace, :reason,
                    CAST(:before AS jsonb), CAST(:after AS jsonb))
            """)
        .param("at", Timestamp.from(entry.at()))
        .param("actor", entry.actor())
        .param("action", entry.action())
        .param("kind", entry.subjectKind())
        .param("subject", entry.subject())
        .param("workspace", entry.workspace())
        .param("reason", entry.reason())
        .param("before", text(entry.before()))
        .param("after", text(entry.after()))
        .update();
  }

  private @Nullable String text(@Nullable Object value) {
    return value == null ? null : json.writeValueAsString(value);
  }
}
