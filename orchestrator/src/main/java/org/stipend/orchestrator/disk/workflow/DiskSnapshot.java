package org.stipend.orchestrator.disk.workflow;

import java.util.UUID;

/**
 * @param toDelete it is wanted gone and still there
 */
public record DiskSnapshot(UUID disk, long generation, boolean toDelete, String taskQueue) {}
