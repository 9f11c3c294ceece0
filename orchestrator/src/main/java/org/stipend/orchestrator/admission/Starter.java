package org.stipend.orchestrator.admission;

import java.util.UUID;
import org.stipend.cost.WorkspaceId;

/** Who starts something, and where. */
public record Starter(UUID person, WorkspaceId workspace) {}
