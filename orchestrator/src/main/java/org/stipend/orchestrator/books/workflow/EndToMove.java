package org.stipend.orchestrator.books.workflow;

import org.stipend.cloud.machine.LimitMachine;

/**
 * @param taskQueue where the machine's provider listens
 */
public record EndToMove(String taskQueue, LimitMachine call) {}
