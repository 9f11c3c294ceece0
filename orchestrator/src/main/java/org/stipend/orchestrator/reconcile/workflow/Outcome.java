package org.stipend.orchestrator.reconcile.workflow;

/** What became of a pass. */
public enum Outcome {
  DONE,
  /** Compared, and nothing done: the kill switch is off. */
  SWITCHED_OFF,
  /** Nobody pays for the project: what is there is not known. */
  BILLING_OFF,
  /** Nothing at all was listed while rows say otherwise: what is there is not known. */
  EMPTY_LISTING,
  /** The provider did not answer. */
  NOT_LISTED
}
