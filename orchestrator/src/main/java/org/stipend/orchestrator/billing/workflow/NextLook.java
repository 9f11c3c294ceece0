package org.stipend.orchestrator.billing.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param at null: nobody needs to know any more
 */
public record NextLook(@Nullable Instant at) {}
