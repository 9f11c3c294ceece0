package org.stipend.orchestrator.disk.workflow;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param toDelete it is wanted gone and still there
 * @param zone where it is; null where its place has none
 * @param movesTo where it may be as well, since it was to be moved there; null: nowhere else
 * @param project of the cloud in which it is; null: the one all share, or its place has none
 */
public record DiskSnapshot(
    UUID disk,
    long generation,
    boolean toDelete,
    String taskQueue,
    @Nullable String zone,
    @Nullable String movesTo,
    @Nullable String project) {}
