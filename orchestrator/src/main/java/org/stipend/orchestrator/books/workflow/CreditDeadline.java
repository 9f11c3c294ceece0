package org.stipend.orchestrator.books.workflow;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param epoch counts the changes of the pool's rate or balance
 * @param deadline null: nothing is due while nothing changes
 * @param ends where machines have to end by themselves from now on
 */
public record CreditDeadline(
    int schemaVersion,
    UUID researcher,
    long epoch,
    @Nullable Instant deadline,
    List<EndToMove> ends) {

  private static final int VERSION = 1;

  public CreditDeadline {
    ends = ends == null ? List.of() : List.copyOf(ends); // older histories have none
  }

  public static CreditDeadline of(UUID researcher, long epoch, @Nullable Instant deadline) {
    return new CreditDeadline(VERSION, researcher, epoch, deadline, List.of());
  }

  public CreditDeadline with(List<EndToMove> toMove) {
    return new CreditDeadline(schemaVersion, researcher, epoch, deadline, toMove);
  }
}
