package org.stipend.orchestrator.notice;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notices that go by mail, on their way. */
@Component
final class MailTable {

  private final JdbcClient jdbc;
  private final Words words;

  MailTable(JdbcClient jdbc, Words words) {
    this.jdbc = jdbc;
    this.words = words;
  }

  /** Takes those that are due for so long, so that nobody else sends them meanwhile. */
  List<Letter> claim(Instant now, Duration taken, int limit) {
    List<UUID> ids =
        jdbc.sql(
                """
                UPDATE notice SET attempts = attempts + 1, next_try_at = :again
                 WHERE id IN (SELECT id FROM notice
                               WHERE state = 'PENDING' AND next_try_at <= :now
                               ORDER BY next_try_at, id LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING id
                """)
            .param("again", Timestamp.from(now.plus(taken)))
            .param("now", Timestamp.from(now))
            .param("limit", limit)
            .query(UUID.class)
            .list();
    return ids.isEmpty() ? List.of() : letters(ids);
  }

  private List<Letter> letters(List<UUID> ids) {
    return jdbc.sql(
            """
            SELECT n.id, n.attempts, coalesce(who.verified_email, '') AS address,
            """
                + Words.TOLD
                + """
                  JOIN person who ON who.id = n.person
                 WHERE n.id IN (:ids) ORDER BY n.created_at, n.id
                """)
        .param("ids", ids)
        .query((row, n) ->
            new Letter(
                row.getObject("id", UUID.class),
                row.getString("address"),
                row.getInt("attempts"),
                words.told(row)))
        .list();
  }

  void sent(Collection<UUID> ids, Instant now) {
    if (!ids.isEmpty()) {
      jdbc.sql(
              """
              UPDATE notice SET state = 'SENT', sent_at = :now, next_try_at = NULL, failure = NULL
               WHERE id IN (:ids) AND state = 'PENDING'
              """)
          .param("now", Timestamp.from(now))
          .param("ids", ids)
          .update();
    }
  }

  void failed(UUID id, String failure) {
    jdbc.sql(
            """
            UPDATE notice SET state = 'FAILED', next_try_at = NULL, failure = :failure
             WHERE id = :id AND state = 'PENDING'
            """)
        .param("failure", failure)
        .param("id", id)
        .update();
  }

  void again(UUID id, String failure, Instant at) {
    jdbc.sql(
            """
            UPDATE notice SET next_try_at = :at, failure = :failure WHERE id = :id AND state = 'PENDING'
            """)
        .param("at", Timestamp.from(at))
        .param("failure", failure)
        .param("id", id)
        .update();
  }
}
