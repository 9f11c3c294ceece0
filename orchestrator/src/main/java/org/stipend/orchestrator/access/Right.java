package org.stipend.orchestrator.access;

/** What may be asked for in a workspace: a reader views, a writer launches, an owner owns. */
public enum Right {
  VIEW,
  /** Machines off, disks stay: what a writer may do, and whoever watches over everything. */
  STOP,
  LAUNCH,
  OWN
}
