package org.stipend.orchestrator.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.BillingAccountId;

/**
 * An account as one of those sees it who have registered it. To whom it does not name it looks like
 * one that is not there.
 *
 * @param named the account names the person
 * @param checkedAt when the cloud last answered; null before the first time
 * @param unavailableSince from when on the cloud could not be asked; null where it last answered
 */
record BillingAccountRow(
    BillingAccountId account,
    boolean named,
    @Nullable String name,
    @Nullable String currency,
    State state,
    @Nullable Instant checkedAt,
    @Nullable Instant unavailableSince) {

  /** Only an open one can pay. */
  public enum State {
    /** Not answered yet. */
    CHECKING,
    OPEN,
    CLOSED,
    /** The platform sees it and may not link projects to it. */
    NO_RIGHT,
    WRONG_CURRENCY,
    /** Not there, not shown to the platform, or without this person among those it names. */
    UNKNOWN
  }
}
