package org.stipend.orchestrator.billing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What the programme has to know of who wants a billing account. */
record AskForAccount(
    @NotBlank(message = "is missing") @Size(max = 200, message = "is longer than 200 characters")
        String name,
    @NotBlank(message = "is missing") @Size(max = 200, message = "is longer than 200 characters")
        String institution,
    @NotNull(message = "is missing") @Nullable Boolean nihFunded,
    @NotNull(message = "is missing")
        @Pattern(regexp = "[0-9]{10,11}", message = "must have 10 or 11 digits")
        String phone) {}
