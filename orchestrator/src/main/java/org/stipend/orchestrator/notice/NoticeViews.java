package org.stipend.orchestrator.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.web.Cursor;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** What somebody was told in the app, newest first. */
@Component
final class NoticeViews {

  private final JdbcClient jdbc;
  private final Words words;

  NoticeViews(JdbcClient jdbc, Words words) {
    this.jdbc = jdbc;
    this.words = words;
  }

  Page<NoticeView> list(Caller caller, boolean unread, Paging paging) {
    List<NoticeView> rows =
        jdbc.sql(
                """
                SELECT n.id, n.read_at, m.state AS mail,
                """
                    + Words.TOLD
                    + """
                      LEFT JOIN notice m
                        ON m.event_key = n.event_key AND m.person = n.person AND m.channel = 'MAIL'
                     WHERE n.person = :person AND n.channel = 'APP'
                       AND (NOT :unread OR n.read_at IS NULL)
                       AND (CAST(:at AS timestamptz) IS NULL OR (n.created_at, n.id) < (:at, :id))
                     ORDER BY n.created_at DESC, n.id DESC
                     LIMIT :rows
                    """)
            .param("person", caller.id())
            .param("unread", unread)
            .param("at", paging.cursor().map(seen -> Timestamp.from(seen.instant(0))).orElse(null))
            .param("id", paging.cursor().map(seen -> seen.uuid(1)).orElse(null))
            .param("rows", paging.rows())
            .query(this::view)
            .list();
    return Page.of(rows, paging, last -> Cursor.of(last.createdAt(), last.id()));
  }

  private NoticeView view(ResultSet row, int n) throws SQLException {
    Told told = words.told(row);
    Message message = words.of(told);
    String mail = row.getString("mail");
    return new NoticeView(
        row.getObject("id", UUID.class),
        told.kind(),
        message.title(),
        message.text(),
        message.link(),
        told.createdAt(),
        instant(row.getTimestamp("read_at")),
        mail == null ? null : NoticeView.MailState.valueOf(mail));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
