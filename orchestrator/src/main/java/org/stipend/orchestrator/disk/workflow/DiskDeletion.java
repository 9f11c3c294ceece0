package org.stipend.orchestrator.disk.workflow;

import java.time.Instant;
import java.util.UUID;

public record DiskDeletion(UUID disk, Instant deletedAt) {}
