package org.stipend.orchestrator.access;

/** What may be asked for in a workspace: a reader views, a writer launches, an owner owns. */
public enum Right {
  VIEW(WorkspaceRole.READER),
  LAUNCH(WorkspaceRole.WRITER),
  OWN(WorkspaceRole.OWNER);

  private final WorkspaceRole needed;

  Right(WorkspaceRole needed) {
    this.needed = needed;
  }

  WorkspaceRole needed() {
    return needed;
  }
}
