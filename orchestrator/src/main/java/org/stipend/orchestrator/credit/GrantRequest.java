package org.stipend.orchestrator.credit;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/**
 * @param expiresAt exclusive; null: never
 */
record GrantRequest(
    @NotNull(message = "is missing") Money amount,
    @NotBlank(message = "is missing") @Size(max = 500, message = "has more than 500 characters")
        String reason,
    @Nullable Instant expiresAt) {}
