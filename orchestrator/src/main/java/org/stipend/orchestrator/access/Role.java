package org.stipend.orchestrator.access;

/** Given in the application and audited. */
public enum Role {
  RESEARCHER,
  ADMIN,
  FINANCE,
  OPERATOR
}
