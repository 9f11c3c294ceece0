package org.stipend.orchestrator.disk.workflow;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param toDelete it is wanted gone and still there
 * @param zone where it is; null where its place has none
 */
public record DiskSnapshot(
    UUID disk, long generation, boolean toDelete, String taskQueue, @Nullable String zone) {}
