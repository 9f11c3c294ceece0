package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.reconcile.workflow.Outcome;

/**
 * Rows held against the cloud once.
 *
 * @param outcome null until it has finished
 * @param machines how many the cloud listed
 * @param disks how many of those
 * @param found how many differences there are
 * @param findings the longest seen first, up to 200 of them; null in a list of passes
 */
record PassView(
    UUID id,
    Instant due,
    boolean dryRun,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Outcome outcome,
    int machines,
    int disks,
    int found,
    @Nullable List<FindingView> findings) {}
