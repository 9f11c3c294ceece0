package org.stipend.orchestrator.credit;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;

/**
 * @param amount null: all that is left
 */
record RevocationRequest(
    @Nullable Money amount,
    @NotBlank(message = "is missing") @Size(max = 500, message = "has more than 500 characters")
        String reason) {}
