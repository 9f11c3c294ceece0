package org.stipend.orchestrator.disk.workflow;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param createdAt when the cloud had made it, null where it never did
 */
public record DiskDeletion(UUID disk, @Nullable Instant createdAt, Instant deletedAt) {}
