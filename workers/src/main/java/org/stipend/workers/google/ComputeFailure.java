package org.stipend.workers.google;

import com.google.api.gax.rpc.ApiException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.stipend.cloud.FailureType;
import org.stipend.workers.google.ComputeError.Kind;
import org.stipend.workers.refusal.Refusal;

/** A call of ours that Compute Engine did not do. */
final class ComputeFailure extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final Duration MOST_JITTER = Duration.ofSeconds(5);

  private final transient ComputeError error;

  ComputeFailure(ComputeError error) {
    super("%s %d: %s".formatted(error.code(), error.status(), error.message()));
    this.error = error;
  }

  Kind kind() {
    return error.kind();
  }

  /** Calls Google; its no becomes one of ours. */
  static <T> T calling(Supplier<T> call) {
    try {
      return call.get();
    } catch (ApiException failure) {
      throw new ComputeFailure(ComputeError.of(failure));
    }
  }

  /** Around an activity: a no of Google becomes what its workflow understands. */
  static <T> T telling(Supplier<T> activity) {
    try {
      return activity.get();
    } catch (ComputeFailure failure) {
      throw failure.told();
    }
  }

  /** What the workflow is told; what may go better another time is thrown as it is. */
  private RuntimeException told() {
    return switch (kind()) {
      case NO_CAPACITY -> Refusal.of(FailureType.NO_CAPACITY, error.message());
      case QUOTA -> Refusal.of(FailureType.CLOUD_QUOTA, quotaWords());
      case RATE -> later();
      case IN_USE -> Refusal.of(FailureType.DISK_IN_USE, sentence("Its disk is in use: "));
      case BILLING_OFF -> Refusal.of(FailureType.BILLING_OFF, error.message());
      case NOT_ALLOWED -> Refusal.of(FailureType.NOT_ALLOWED, error.message());
      case INVALID -> Refusal.of(FailureType.INVALID_CONFIG, error.message());
      case BUSY, EXISTS, ABSENT, STALE, AWAY -> this;
    };
  }

  private String quotaWords() {
    return sentence("The platform's quota at Google is full: ");
  }

  private String sentence(String beginning) {
    String words = error.message().strip().replaceAll("\\s+", " ");
    return beginning + words + (words.endsWith(".") ? "" : ".");
  }

  /** The limits are refilled on the minute; all who wait would come at once. */
  private ApplicationFailure later() {
    Instant now = Instant.now();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    long jitter = Math.floorMod(System.nanoTime(), MOST_JITTER.toMillis());
    return ApplicationFailure.newBuilder()
        .setType(FailureType.RATE_LIMITED.name())
        .setMessage(error.message())
        .setNextRetryDelay(Duration.between(now, minute).plusMillis(jitter))
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
