package org.stipend.orchestrator.access;

/** What a member is in a workspace. */
public enum WorkspaceRole {
  OWNER,
  WRITER,
  READER
}
