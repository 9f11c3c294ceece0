package org.stipend.orchestrator.books.workflow;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param epoch counts the changes of the pool's rate or balance
 * @param deadline null: nothing is due while nothing changes
 */
public record CreditDeadline(
    int schemaVersion, UUID researcher, long epoch, @Nullable Instant deadline) {

  private static final int VERSION = 1;

  public static CreditDeadline of(UUID researcher, long epoch, @Nullable Instant deadline) {
    return new CreditDeadline(VERSION, researcher, epoch, deadline);
  }
}
