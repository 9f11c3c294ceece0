package org.stipend.orchestrator.access;

import java.util.UUID;

/** A person as others see them: a name to show, an id to link to. */
public record PersonRef(UUID id, String name) {}
