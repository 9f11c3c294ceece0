package org.stipend.orchestrator.change;

import java.util.UUID;

/** One piece of news; on the wire {@code RUNTIME 5f0c...}. */
public record Change(Kind kind, UUID id) {

  String encoded() {
    return kind.name() + " " + id;
  }

  static Change decoded(String news) {
    int space = news.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("not news of a change: " + news);
    }
    return new Change(
        Kind.valueOf(news.substring(0, space)), UUID.fromString(news.substring(space + 1)));
  }
}
