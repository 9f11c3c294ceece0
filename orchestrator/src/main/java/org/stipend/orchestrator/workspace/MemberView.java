package org.stipend.orchestrator.workspace;

import java.time.Instant;
import java.util.UUID;
import org.stipend.orchestrator.access.WorkspaceRole;

/**
 * Somebody who works in a workspace.
 *
 * @param pays whether it is their credit that pays for everybody here
 */
record MemberView(
    UUID id, String name, String email, WorkspaceRole role, Instant since, boolean pays) {}
