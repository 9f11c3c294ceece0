package org.stipend.orchestrator.runtime;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Tool;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.ToolNames;

/**
 * The body of a launch, as it arrives.
 *
 * @param zone to be tried first; null: any
 * @param spot on capacity that the provider may take back; null: no
 */
record LaunchRequest(
    @NotNull UUID workspace,
    @NotNull @CodePointLength(max = 40) String tool,
    @NotNull @CodePointLength(max = 100) String machineType,
    @NotNull @Valid DiskRequest disk,
    @Nullable @CodePointLength(max = 100) String zone,
    @Nullable Boolean spot) {

  /** Either the id of a kept disk, or the type and size of a new one. */
  record DiskRequest(
      @Nullable UUID id,
      @Nullable @CodePointLength(max = 100) String type,
      @Nullable Long sizeGib) {

    Launch.DiskChoice choice() {
      if (id != null && type == null && sizeGib == null) {
        return new Launch.DiskChoice.Existing(id);
      }
      if (id == null && type != null && sizeGib != null) {
        return new Launch.DiskChoice.Fresh(type, sizeGib);
      }
      throw Problem.invalid(
          "A disk is either the id of one you have, or the type and sizeGib of a new one.",
          "Send {\"id\": …} or {\"type\": …, \"sizeGib\": …}.");
    }
  }

  Launch asLaunch(UUID runtime) {
    return new Launch(
        new RuntimeId(runtime),
        new WorkspaceId(workspace),
        asTool(),
        machineType,
        disk.choice(),
        zone,
        Boolean.TRUE.equals(spot));
  }

  private Tool asTool() {
    return ToolNames.named(tool)
        .orElseThrow(() ->
            Problem.invalid(
                "There is no tool \"%s\".".formatted(tool),
                "Choose one of the tools in GET /api/catalog."));
  }
}
