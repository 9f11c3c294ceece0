package org.stipend.orchestrator.engine.workflow;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A deadline that moves. At most one timer is alive: re-arming cancels the old one first, which
 * {@code Workflow.await(timeout, ...)} of SDK 1.38 does not.
 */
public final class DeadlineTimer {

  /** A database clock behind the server's answers the same deadline again and must not spin. */
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

  /**
   * Waits until the deadline or until there is news, whichever comes first.
   *
   * @param deadline null: only news can end the wait
   * @return true when the deadline was reached and there is no news
   */
  public boolean reached(@Nullable Instant deadline, Supplier<Boolean> news) {
    if (deadline == null) {
      Workflow.await(news);
      return false;
    }
    Armed timer = arm(deadline);
    Workflow.await(() -> news.get() || timer.promise().isCompleted());
    if (news.get()) {
      timer.scope().cancel();
      return false;
    }
    return true;
  }

  private static Armed arm(Instant deadline) {
    Duration wait = Duration.between(now(), deadline);
    Duration floored = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    Promise<?>[] timer = new Promise<?>[1];
    CancellationScope scope =
        Workflow.newCancellationScope(() -> timer[0] = Workflow.newTimer(floored));
    scope.run();
    return new Armed(scope, timer[0]);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  private record Armed(CancellationScope scope, Promise<?> promise) {}
}
