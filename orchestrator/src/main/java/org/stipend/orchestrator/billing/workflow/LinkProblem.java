package org.stipend.orchestrator.billing.workflow;

/** What stands in the way of a link. */
public enum LinkProblem {
  /** It cannot be charged: trying again changes nothing until somebody opens it. */
  ACCOUNT_CLOSED(true),
  ACCOUNT_WRONG_CURRENCY(true),
  /** The right is missing, or still on its way. */
  LINK_REFUSED(false),
  /** Linked, and billing is not on. */
  LINK_NOT_CONFIRMED(false),
  BILLING_UNAVAILABLE(false);

  private final boolean stays;

  LinkProblem(boolean stays) {
    this.stays = stays;
  }

  boolean stays() {
    return stays;
  }
}
