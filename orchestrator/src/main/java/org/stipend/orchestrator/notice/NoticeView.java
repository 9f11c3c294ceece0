package org.stipend.orchestrator.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param link the page of what it is about
 * @param readAt null: unread
 * @param mail how far its mail is; null: none was to be sent
 */
record NoticeView(
    UUID id,
    NoticeKind kind,
    String title,
    String text,
    String link,
    Instant createdAt,
    @Nullable Instant readAt,
    @Nullable MailState mail) {

  enum MailState {
    PENDING,
    SENT,
    FAILED
  }
}
