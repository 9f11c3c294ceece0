package org.stipend.orchestrator.credit;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.web.Visible;

/**
 * @param expiresAt exclusive; null: never
 */
record GrantRequest(
    @NotNull(message = "is missing") Money amount,
    @NotNull(message = "is missing")
        @Visible
        @CodePointLength(max = 500, message = "has more than 500 characters")
        String reason,
    @Nullable Instant expiresAt) {}
