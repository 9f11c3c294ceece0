package org.stipend.workers.refusal;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import org.stipend.cloud.FailureType;

/** An expected no: the same call would get the same answer, and nobody needs its stack trace. */
public final class Refusal {

  private Refusal() {}

  public static ApplicationFailure of(FailureType type, String message) {
    return ApplicationFailure.newBuilder()
        .setType(type.name())
        .setMessage(message)
        .setNonRetryable(true)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
