package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.WorkspaceRef;

/**
 * A difference between the rows and the cloud that the last pass saw.
 *
 * @param name the cloud's
 * @param zone null where the provider has none
 * @param type of the machine or disk, as the cloud calls it; null where it is not known
 * @param sizeGib of a disk, else 0
 * @param runtime whose machine it is; null where no runtime is known by that
 * @param workspace of that runtime or disk
 * @param madeAt the cloud's instant; null of what is not there
 * @param done what was done last; null: nothing
 * @param refused why the cloud did not do what was tried last; null: it did
 * @param next null: nothing
 * @param nextAt at the earliest; without {@code next} until when it is kept at least
 * @param perDay what it costs now by the price list; null where that is not known
 * @param paidByPlatform nobody else pays: no row explains it
 */
record DriftView(
    UUID id,
    Drift.Kind kind,
    String name,
    @Nullable String zone,
    @Nullable String type,
    long sizeGib,
    @Nullable UUID runtime,
    @Nullable WorkspaceRef workspace,
    @Nullable Instant madeAt,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Instant quarantinedAt,
    @Nullable Act done,
    @Nullable Instant doneAt,
    @Nullable String refused,
    @Nullable Act next,
    @Nullable Instant nextAt,
    @Nullable Money perDay,
    boolean paidByPlatform) {}
