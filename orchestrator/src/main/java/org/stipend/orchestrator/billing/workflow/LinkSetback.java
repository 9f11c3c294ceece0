package org.stipend.orchestrator.billing.workflow;

import java.util.UUID;

/**
 * @param last it is not tried again by itself
 */
public record LinkSetback(UUID workspace, long generation, LinkProblem problem, boolean last) {}
