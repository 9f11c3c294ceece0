package org.stipend.orchestrator.change;

/** What changed; a page that shows it reads it again. */
public enum Kind {
  RUNTIME,
  DISK,
  /** The id is the researcher whose pool it is. */
  CREDIT,
  /** Itself, its members or its payer. */
  WORKSPACE,
  /** The id is the person who has registered it. */
  BILLING_ACCOUNT,
  /** Roles given or taken, disabled, signed out. */
  PERSON,
  /** The id is the person who was told, or has read. */
  NOTICE
}
