package org.stipend.orchestrator.notice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Of the kinds that are named; others stay as they are. */
record PutPreferences(@NotNull @Valid @Size(max = 50) List<@NotNull Preference> preferences) {}
