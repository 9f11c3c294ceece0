package org.stipend.orchestrator.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/** May this start, as far as money is concerned. Nothing is set aside by a yes. */
public sealed interface Admission {

  /**
   * Yes.
   *
   * @param machinesStopAt when machines are told to stop if this starts; null: not in sight
   * @param creditEndsAt the last second the credit could pay; null: not in sight
   */
  record Admitted(@Nullable Instant machinesStopAt, @Nullable Instant creditEndsAt)
      implements Admission {}

  /**
   * No.
   *
   * @param code CREDIT_EXHAUSTED, CREDIT_INSUFFICIENT, CREDIT_EXPIRES or CREDIT_EXPIRED
   * @param detail what is missing, in words for people
   */
  record Unfunded(String code, Money needed, Money left, String detail, String nextStep)
      implements Admission {}
}
