package org.stipend.orchestrator.runtime.workflow;

import java.util.UUID;

/** A runtime and the generation of the wish somebody acts for. */
public record Wish(UUID runtime, long generation) {}
