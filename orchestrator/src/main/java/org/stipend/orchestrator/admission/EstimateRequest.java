package org.stipend.orchestrator.admission;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody thinks of launching.
 *
 * @param spot on capacity that the provider may take back; null: no
 */
record EstimateRequest(
    @NotNull(message = "is missing") String tool,
    @NotNull(message = "is missing") String machineType,
    @NotNull(message = "is missing") @Valid DiskChoice disk,
    @Nullable Boolean spot) {

  /** An existing disk by its id, or a new one by type and size. */
  record DiskChoice(@Nullable UUID id, @Nullable String type, @Nullable Long sizeGib) {}
}
