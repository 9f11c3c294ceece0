package org.stipend.orchestrator.access;

/** What a member is in a workspace; who has one role may do all that those after it may. */
public enum WorkspaceRole {
  OWNER,
  WRITER,
  READER;

  /** Whether it lets its holder have machines of their own. */
  public boolean works() {
    return includes(WRITER);
  }

  boolean includes(WorkspaceRole other) {
    return compareTo(other) <= 0;
  }
}
