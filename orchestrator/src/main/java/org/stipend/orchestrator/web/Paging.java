package org.stipend.orchestrator.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for; any controller method may take one. It comes from {@code
 * ?limit=} (1 to 200) and {@code ?cursor=}.
 *
 * @param after the last row already seen, or null for the beginning
 */
public record Paging(int limit, @Nullable Cursor after) {

  static final int DEFAULT_LIMIT = 50;
  static final int LARGEST_LIMIT = 200;

  public Paging {
    if (limit < 1 || limit > LARGEST_LIMIT) {
      throw Problem.invalid(
          "The limit of a page is between 1 and %d.".formatted(LARGEST_LIMIT),
          "Ask for fewer at once and follow nextCursor.");
    }
  }

  /** How many rows to read: one more than shown, so that the last page knows it is the last. */
  public int rows() {
    return limit + 1;
  }

  public Optional<Cursor> cursor() {
    return Optional.ofNullable(after);
  }
}
