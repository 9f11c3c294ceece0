package org.stipend.orchestrator.admission;

import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;

@RestController
final class EstimateController {

  private final Access access;
  private final Estimates estimates;

  EstimateController(Access access, Estimates estimates) {
    this.access = access;
    this.estimates = estimates;
  }

  @PostMapping("/api/workspaces/{workspace}/estimates")
  EstimateView estimate(
      Caller caller, @PathVariable UUID workspace, @RequestBody @Valid EstimateRequest body) {
    WorkspaceId id = new WorkspaceId(workspace);
    access.require(caller, id, Right.LAUNCH);
    return estimates.of(new Starter(caller.id(), id), body);
  }
}
