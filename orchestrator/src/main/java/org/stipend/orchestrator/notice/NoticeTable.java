package org.stipend.orchestrator.notice;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.WorkspaceId;
import tools.jackson.databind.json.JsonMapper;

/** A row per event, person and channel. */
@Component
final class NoticeTable {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  NoticeTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * False where they were told already, or do not want to be; by mail also where nobody has
   * verified that an address is theirs. What is told in the app is told with the row; mail waits to
   * be sent.
   *
   * @param workspace through which it concerns them
   */
  boolean insert(
      News news, UUID person, @Nullable WorkspaceId workspace, Channel channel, Instant now) {
    boolean waits = channel == Channel.MAIL;
    return jdbc.sql(
                """
                INSERT INTO notice (id, event_key, person, channel, kind, facts, pool, workspace,
                                    state, next_try_at, created_at, sent_at)
                SELECT :id, :event, :person, :channel, :kind, :facts::jsonb, :pool::uuid, :workspace::uuid,
                       :state, CASE WHEN :waits THEN :now::timestamptz END, :now::timestamptz,
                       CASE WHEN NOT :waits THEN :now::timestamptz END
                 WHERE NOT EXISTS (SELECT FROM notice_opt_out o
                                    WHERE o.person = :person AND o.kind = :kind AND o.channel = :channel)
                   AND (:channel = 'APP' OR EXISTS (SELECT FROM person p WHERE p.id = :person AND p.verified_email IS NOT NULL))
                ON CONFLICT (event_key, person, channel) DO NOTHING
                """)
            .param("id", UUID.randomUUID())
            .param("event", news.event())
            .param("person", person)
            .param("channel", channel.name())
            .param("kind", news.kind().name())
            .param("facts", json.writeValueAsString(new TreeMap<>(news.facts())))
            .param("pool", news.pool() == null ? null : news.pool().value())
            .param("workspace", workspace == null ? null : workspace.value())
            .param("state", waits ? "PENDING" : "SENT")
            .param("waits", waits)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /** False where it is nobody's, or somebody else's. */
  boolean read(UUID notice, UUID person, Instant now) {
    return jdbc.sql(
                """
                UPDATE notice SET read_at = coalesce(read_at, :now)
                 WHERE id = :id AND person = :person AND channel = 'APP'
                """)
            .param("now", Timestamp.from(now))
            .param("id", notice)
            .param("person", person)
            .update()
        == 1;
  }

  int readAll(UUID person, Instant now) {
    return jdbc.sql(
            """
            UPDATE notice SET read_at = :now
             WHERE person = :person AND channel = 'APP' AND read_at IS NULL
            """)
        .param("now", Timestamp.from(now))
        .param("person", person)
        .update();
  }
}
