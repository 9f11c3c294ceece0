package org.stipend.orchestrator.billing.workflow;

/** In the order they are taken in; the programme's own account is not checked. */
public enum LinkStep {
  CHECK_ACCOUNT,
  LINK_PROJECT,
  CONFIRM_BILLING
}
