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
   * @param creditEndsAt the last second the credit could pay; null: not in sight, or of no account
   */
  record Admitted(@Nullable Instant machinesStopAt, @Nullable Instant creditEndsAt)
      implements Admission {}

  /**
   * No.
   *
   * @param code CREDIT_EXHAUSTED, CREDIT_INSUFFICIENT, CREDIT_EXPIRES, CREDIT_EXPIRED or
   *     MEMBER_CAP_REACHED
   * @param detail what is missing, in words for people
   */
  record Unfunded(String code, Money needed, Money left, String detail, String nextStep)
      implements Admission {}

  /** No: the workspace is bound to a billing account that cannot pay. */
  record Inactive() implements Admission {
    public static final String CODE = "BILLING_INACTIVE";
    public static final String DETAIL =
        "The billing account of this workspace cannot pay: it was closed, or the platform may no longer use it.";
    public static final String NEXT_STEP =
        "Let an owner choose another payer for the workspace, or mend the account. What exists can still be stopped and deleted.";
  }
}
