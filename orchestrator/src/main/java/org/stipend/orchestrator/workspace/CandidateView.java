package org.stipend.orchestrator.workspace;

import java.util.UUID;

/** A researcher who could become a member. */
record CandidateView(UUID id, String name, String email) {}
