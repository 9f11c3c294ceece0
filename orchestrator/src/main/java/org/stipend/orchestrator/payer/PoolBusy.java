package org.stipend.orchestrator.payer;

import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.stipend.orchestrator.web.Problem;

/** The refusals of a pool that too many work on at once. */
final class PoolBusy {

  static final String CODE = "POOL_BUSY";

  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private PoolBusy() {}

  static Problem lineFull() {
    return busy(
        HttpStatus.TOO_MANY_REQUESTS,
        "Too many requests wait for this credit already; nothing was changed.");
  }

  static Problem waitedTooLong() {
    return busy(
        HttpStatus.SERVICE_UNAVAILABLE,
        "This credit is busy with other requests; nothing was changed.");
  }

  private static Problem busy(HttpStatus status, String detail) {
    return new Problem(
            status,
            CODE,
            detail,
            "Send the same request again in a few seconds, fewer of them at once.")
        .retryAfter(COME_AGAIN);
  }
}
