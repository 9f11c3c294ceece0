package org.stipend.orchestrator.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list, and where the next part begins.
 *
 * @param nextCursor to be passed as {@code ?cursor=}; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param rows up to {@link Paging#rows()} of them: one more than asked for says there is a next
   *     page
   * @param cursorOf where a row stands in the order of the list
   */
  public static <T> Page<T> of(List<T> rows, Paging paging, Function<T, Cursor> cursorOf) {
    if (rows.size() <= paging.limit()) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, paging.limit());
    return new Page<>(items, cursorOf.apply(items.getLast()).encoded());
  }

  /** The same page of what is shown instead of the rows. */
  public <V> Page<V> map(Function<T, V> view) {
    return new Page<>(items.stream().map(view).toList(), nextCursor);
  }
}
