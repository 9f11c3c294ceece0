package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a live disk's row says.
 *
 * @param zone where it is; null where the provider has none
 * @param project of the cloud in which it is; null: the one all share, or there is none
 * @param createdAt when the cloud had made it; null: it has not, or it is on its way out
 */
record KnownDisk(
    UUID disk,
    @Nullable String zone,
    String type,
    long sizeGib,
    @Nullable Instant createdAt,
    @Nullable String project) {}
