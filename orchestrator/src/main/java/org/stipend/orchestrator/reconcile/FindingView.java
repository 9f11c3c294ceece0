package org.stipend.orchestrator.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/**
 * What a pass found, and what it did or, dry, would have done.
 *
 * @param zone null where the provider has none
 * @param type of the machine or disk, as the cloud calls it; null where it is not known
 * @param sizeGib of a disk, else 0
 * @param act null: nothing
 * @param next null: nothing more
 * @param perDay what it costs by the price list; null where that is not known
 */
record FindingView(
    Drift.Kind kind,
    String name,
    @Nullable String zone,
    @Nullable String type,
    long sizeGib,
    Instant firstSeen,
    @Nullable Act act,
    @Nullable Act next,
    @Nullable Instant nextAt,
    @Nullable Money perDay) {}
