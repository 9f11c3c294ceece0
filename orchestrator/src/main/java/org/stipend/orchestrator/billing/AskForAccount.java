package org.stipend.orchestrator.billing;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;
import org.stipend.orchestrator.web.Visible;

/** What the programme has to know of who wants a billing account. */
record AskForAccount(
    @NotNull(message = "is missing")
        @CodePointLength(max = 200, message = "has more than 200 characters")
        @Pattern(regexp = Visible.ONE_LINE, message = Visible.SEVERAL_LINES)
        @Visible
        String name,
    @NotNull(message = "is missing")
        @CodePointLength(max = 200, message = "has more than 200 characters")
        @Pattern(regexp = Visible.ONE_LINE, message = Visible.SEVERAL_LINES)
        @Visible
        String institution,
    @NotNull(message = "is missing") Boolean nihFunded,
    @NotNull(message = "is missing")
        @Pattern(regexp = "^[0-9]{10,11}$", message = "must have 10 or 11 digits")
        String phone) {}
