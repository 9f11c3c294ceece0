package org.stipend.orchestrator.access;

/** What may be asked for in a workspace: a reader views, a writer launches, an owner owns. */
public enum Right {
  VIEW,
  LAUNCH,
  OWN
}
