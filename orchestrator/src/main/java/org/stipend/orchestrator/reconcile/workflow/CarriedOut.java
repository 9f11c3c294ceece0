package org.stipend.orchestrator.reconcile.workflow;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param refused in words, why it could not be done; null: it was
 */
public record CarriedOut(UUID pass, Order order, @Nullable String refused) {}
