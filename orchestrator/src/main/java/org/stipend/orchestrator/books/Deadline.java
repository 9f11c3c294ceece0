package org.stipend.orchestrator.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResearcherId;

/** When a pool has to be looked at again; null: not until something changes. */
record Deadline(ResearcherId pool, long epoch, @Nullable Instant deadline) {}
