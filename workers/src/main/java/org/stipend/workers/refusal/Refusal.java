package org.stipend.workers.refusal;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.FailureType;

/** An expected no: the same call would get the same answer, and nobody needs its stack trace. */
public final class Refusal {

  private Refusal() {}

  public static ApplicationFailure of(FailureType type, String message) {
    return of(type, message, null);
  }

  /**
   * @param cause what was said instead of it, in another's words; null: nothing
   */
  public static ApplicationFailure of(FailureType type, String message, @Nullable Throwable cause) {
    return ApplicationFailure.newBuilder()
        .setType(type.name())
        .setMessage(message)
        .setCause(cause)
        .setNonRetryable(true)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
