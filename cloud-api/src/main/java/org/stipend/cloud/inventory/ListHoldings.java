package org.stipend.cloud.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Ask for one page of what is there.
 *
 * @param pageToken {@code nextPage} of the page before; null for the first
 * @param atMost how many machines and disks together the page may have, so that it fits into a
 *     message: from 1 to {@link #LARGEST_PAGE}
 */
public record ListHoldings(@Nullable String pageToken, int atMost) {

  public static final int LARGEST_PAGE = 300;

  public ListHoldings {
    if (atMost < 1 || atMost > LARGEST_PAGE) {
      throw new IllegalArgumentException("a page of " + atMost);
    }
  }
}
