package org.stipend.orchestrator.access;

import java.util.UUID;

/**
 * A workspace as other things name it.
 *
 * @param deleted its name stays on what it used; there is nothing to open any more
 */
public record WorkspaceRef(UUID id, String name, boolean deleted) {}
