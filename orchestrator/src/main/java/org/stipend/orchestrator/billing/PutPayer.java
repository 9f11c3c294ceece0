package org.stipend.orchestrator.billing;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.BillingAccountId;

/**
 * Who is to pay for a workspace.
 *
 * @param account with {@code BILLING_ACCOUNT} alone: one that the caller has registered
 * @param when with {@code BILLING_ACCOUNT} alone; null: now
 */
record PutPayer(
    @NotNull(message = "is missing") Kind kind,
    @Pattern(
            regexp = "[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}",
            message = "must look like 012345-6789AB-CDEF01")
        @Nullable String account,
    @Nullable When when) {

  enum Kind {
    /** The credit of the workspace's creator, with nobody to take over when it ends. */
    CREDIT,
    BILLING_ACCOUNT
  }

  enum When {
    NOW,
    /** The credit goes on paying; the account takes over at the second it ends. */
    WHEN_CREDIT_ENDS
  }

  @AssertTrue(message = "must name an account with BILLING_ACCOUNT, and nothing with CREDIT")
  boolean isChoice() {
    return kind == null
        || (kind == Kind.BILLING_ACCOUNT) == (account != null)
            && (kind == Kind.BILLING_ACCOUNT || when == null);
  }

  boolean isCredit() {
    return kind == Kind.CREDIT;
  }

  boolean isLater() {
    return when == When.WHEN_CREDIT_ENDS;
  }

  BillingAccountId accountId() {
    return new BillingAccountId(Objects.requireNonNull(account));
  }
}
