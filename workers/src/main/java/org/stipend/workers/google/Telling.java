package org.stipend.workers.google;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stipend.cloud.FailureType;
import org.stipend.workers.refusal.Refusal;

/** What a workflow is told, and people after it, where Compute Engine said no. */
final class Telling {

  private static final Duration MOST_JITTER = Duration.ofSeconds(5);
  private static final Pattern USER = Pattern.compile("used by '(?:[^']*/)?([^/']+)'");

  private final InstantSource clock;

  Telling(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Around an activity: a no of Google becomes one of ours, with Google's own words behind it; what
   * may go better another time is thrown as it is.
   *
   * @param what is asked for, such as {@code n2-standard-8 in us-central1-a}
   */
  <T> T telling(String what, Supplier<T> activity) {
    try {
      return activity.get();
    } catch (ComputeFailure failure) {
      throw told(what, failure);
    }
  }

  private RuntimeException told(String what, ComputeFailure no) {
    return switch (no.kind()) {
      case NO_CAPACITY -> Refusal.of(FailureType.NO_CAPACITY, "No free %s.".formatted(what), no);
      case QUOTA -> Refusal.of(FailureType.CLOUD_QUOTA, quotaWords(no.error()), no);
      case RATE -> onTheMinute(no);
      case IN_USE -> Refusal.of(FailureType.DISK_IN_USE, usedBy(no.error().message()), no);
      case BILLING_OFF ->
          Refusal.of(FailureType.BILLING_OFF, "Billing for this workspace is off.", no);
      case NOT_ALLOWED ->
          Refusal.of(
              FailureType.NOT_ALLOWED, "Google does not let the platform do this: " + what, no);
      case INVALID ->
          Refusal.of(FailureType.INVALID_CONFIG, "Google does not take this: " + what, no);
      case BUSY, EXISTS, ABSENT, STALE, AWAY -> no;
    };
  }

  private static String quotaWords(ComputeError error) {
    return error.quota() == null
        ? "The platform's quota at Google is full."
        : error.quota().words();
  }

  private static String usedBy(String message) {
    Matcher user = USER.matcher(message);
    return user.find()
        ? "The home disk is in use by %1$s. Stop %1$s first.".formatted(user.group(1))
        : "The home disk is in use.";
  }

  /** The limits are refilled on the minute; all who wait would come at once. */
  private ApplicationFailure onTheMinute(ComputeFailure no) {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    long jitter = Math.floorMod(System.nanoTime(), MOST_JITTER.toMillis());
    return ApplicationFailure.newBuilder()
        .setType(FailureType.RATE_LIMITED.name())
        .setMessage("Google takes no more calls in this minute.")
        .setCause(no)
        .setNextRetryDelay(Duration.between(now, minute).plusMillis(jitter))
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
