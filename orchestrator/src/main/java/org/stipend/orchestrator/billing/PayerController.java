package org.stipend.orchestrator.billing;

import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.web.Refuses;

@RestController
@RequestMapping("/api/workspaces/{workspace}/payer")
final class PayerController {

  private final HandOffs handOffs;
  private final WorkspacePayerViews views;

  PayerController(HandOffs handOffs, WorkspacePayerViews views) {
    this.handOffs = handOffs;
    this.views = views;
  }

  @GetMapping
  WorkspacePayerView one(Caller caller, @PathVariable UUID workspace) {
    return views.one(caller, new WorkspaceId(workspace));
  }

  @Refuses(
      status = HttpStatus.FORBIDDEN,
      codes = {"CREDIT_OF_CREATOR", "CREDIT_EXHAUSTED", "CREDIT_EXPIRED", "CREDIT_INSUFFICIENT"})
  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"ACCOUNT_NOT_REGISTERED", "ACCOUNT_CHECKING", "CREDIT_HAS_ENDED"})
  @Refuses(
      status = HttpStatus.PRECONDITION_FAILED,
      codes = {"ACCOUNT_CLOSED", "ACCOUNT_NO_RIGHT", "ACCOUNT_WRONG_CURRENCY", "ACCOUNT_UNKNOWN"})
  @PutMapping
  WorkspacePayerView put(
      Caller caller, @PathVariable UUID workspace, @RequestBody @Valid PutPayer body) {
    WorkspaceId id = new WorkspaceId(workspace);
    handOffs.put(caller, id, body);
    return views.one(caller, id);
  }
}
