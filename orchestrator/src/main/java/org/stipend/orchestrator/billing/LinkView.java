package org.stipend.orchestrator.billing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.billing.workflow.LinkStep;

/**
 * How far the cloud project of a workspace is on its way to the account that is to pay.
 *
 * @param account null: the programme's own
 * @param steps in the order they are taken in
 * @param attempts rounds of the present wish
 * @param problem why it failed, or what stands in the way while it is tried again
 */
record LinkView(
    @Nullable String account,
    State state,
    Instant wantedAt,
    List<Step> steps,
    int attempts,
    @Nullable Obstacle problem) {

  public enum State {
    LINKING,
    LINKED,
    FAILED
  }

  public record Step(LinkStep name, @Nullable Instant doneAt) {}

  public record Obstacle(String code, String detail, String nextStep) {}
}
