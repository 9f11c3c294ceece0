package org.stipend.orchestrator.reconcile.workflow;

import java.util.UUID;

public record PassEnd(UUID pass, Outcome outcome) {}
