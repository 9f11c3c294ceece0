package org.stipend.cost.funding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.Payer;
import org.stipend.cost.UseId;

/**
 * A stretch {@code [start, end)} of a use with one payer. The tiles of a use follow each other
 * without a gap: each second has exactly one payer.
 *
 * @param end null: goes on
 */
public record Tile(UseId use, Payer payer, Instant start, @Nullable Instant end) {}
