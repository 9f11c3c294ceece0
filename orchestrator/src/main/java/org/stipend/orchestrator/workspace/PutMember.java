package org.stipend.orchestrator.workspace;

import jakarta.validation.constraints.NotNull;
import org.stipend.orchestrator.access.WorkspaceRole;

/** What somebody is to be in a workspace. */
record PutMember(@NotNull(message = "is missing") WorkspaceRole role) {}
