package org.stipend.emulator.compute;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;

/** Which operation a request id began, for an hour. */
final class Memory {

  private record Answered(Reference operation, Instant forgottenAt) {}

  private static final Duration KEPT = Duration.ofHours(1);
  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

  private final Map<String, Answered> answers = new HashMap<>();

  /** Refuses what is no UUID, or the one of zeros. */
  static void require(String requestId) {
    boolean isZero = requestId.replace("-", "").chars().allMatch(digit -> digit == '0');
    if (isZero || !UUIDS.matcher(requestId).matches()) {
      throw Refusal.invalid("requestId", requestId, "The request ID must be a valid UUID.");
    }
  }

  void remember(String requestId, Reference operation, Instant now) {
    answers.put(requestId, new Answered(operation, now.plus(KEPT)));
  }

  Optional<Reference> recall(String requestId, Instant now) {
    return Optional.ofNullable(answers.get(requestId))
        .filter(answer -> answer.forgottenAt().isAfter(now))
        .map(Answered::operation);
  }
}
