package org.stipend.workers.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import org.stipend.cloud.FailureType;
import org.stipend.workers.refusal.Refusal;

/** What Google's refusals are to us: by their code, then by their reason. */
final class GoogleFailures {

  private static final String PLAINLY_DENIED = "IAM_PERMISSION_DENIED";

  private GoogleFailures() {}

  /** What is thrown instead; an outage is thrown as it is. */
  static RuntimeException translated(ApiException failure) {
    if (isDenied(failure)) return notAllowed(failure);
    return switch (failure.getStatusCode().getCode()) {
      case FAILED_PRECONDITION -> notAllowed(failure);
      case INVALID_ARGUMENT, OUT_OF_RANGE ->
          Refusal.of(FailureType.INVALID_CONFIG, String.valueOf(failure.getMessage()));
      default -> failure;
    };
  }

  /**
   * No right on it, or not there. A denial with a reason of its own is not about the resource: the
   * API is switched off, or our credentials do not do.
   */
  static boolean isDenied(ApiException failure) {
    Code code = failure.getStatusCode().getCode();
    boolean isAbout = failure.getReason() == null || failure.getReason().equals(PLAINLY_DENIED);
    return isAbout && (code == Code.PERMISSION_DENIED || code == Code.NOT_FOUND);
  }

  private static ApplicationFailure notAllowed(ApiException failure) {
    return ApplicationFailure.newBuilder()
        .setType(FailureType.NOT_ALLOWED.name())
        .setMessage(failure.getMessage())
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
