package org.stipend.orchestrator.reconcile;

/**
 * @param dryRun only tell what would be done
 */
record PassRequest(boolean dryRun) {}
