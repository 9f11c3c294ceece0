package org.stipend.orchestrator.billing.workflow;

import java.util.UUID;

/** A step is done. */
public record LinkProgress(UUID workspace, long generation, LinkStep done) {}
