package org.stipend.orchestrator.notice;

import jakarta.validation.constraints.NotNull;

/** Where somebody wants to be told of a kind. */
record Preference(@NotNull NoticeKind kind, boolean app, boolean mail) {

  boolean wants(Channel channel) {
    return switch (channel) {
      case APP -> app;
      case MAIL -> mail;
    };
  }
}
