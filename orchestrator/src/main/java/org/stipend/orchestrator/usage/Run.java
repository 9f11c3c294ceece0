package org.stipend.orchestrator.usage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ResourceId;

/**
 * A machine from start to stop, or a disk from creation to deletion, in whole seconds.
 *
 * @param estimated the stop is the last proof of life, not the cloud's word
 */
record Run(
    UUID id,
    ResourceId resource,
    ResearcherId pool,
    Instant observedStart,
    Instant startedAt,
    @Nullable Instant stoppedAt,
    boolean estimated,
    boolean launchFailed) {}
