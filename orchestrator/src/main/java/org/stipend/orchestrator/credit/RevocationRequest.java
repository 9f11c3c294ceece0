package org.stipend.orchestrator.credit;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.web.Visible;

/**
 * @param amount null: all that is left
 */
record RevocationRequest(
    @Nullable Money amount,
    @NotNull(message = "is missing")
        @Visible
        @CodePointLength(max = 500, message = "has more than 500 characters")
        String reason) {}
