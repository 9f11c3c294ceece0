package org.stipend.orchestrator.workspace;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Refuses;

@RestController
@RequestMapping("/api/workspaces")
final class WorkspaceController {

  private final Workspaces workspaces;
  private final Deletion deletion;

  WorkspaceController(Workspaces workspaces, Deletion deletion) {
    this.workspaces = workspaces;
    this.deletion = deletion;
  }

  @GetMapping
  Page<WorkspaceView> list(
      Caller caller, @RequestParam(defaultValue = "false") boolean all, Paging paging) {
    return all ? workspaces.all(caller, paging) : workspaces.mine(caller, paging);
  }

  @GetMapping("/{workspace}")
  WorkspaceView one(Caller caller, @PathVariable UUID workspace) {
    return workspaces.one(caller, new WorkspaceId(workspace));
  }

  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"WORKSPACE_NAME_TAKEN", "WORKSPACE_CHANGED"})
  @PatchMapping("/{workspace}")
  WorkspaceView change(
      Caller caller, @PathVariable UUID workspace, @RequestBody @Valid ChangeWorkspace body) {
    return workspaces.change(caller, new WorkspaceId(workspace), body);
  }

  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"WORKSPACE_NAME_TAKEN"})
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<WorkspaceView> create(
      Caller caller,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody @Valid CreateWorkspace body) {
    WorkspaceView created = workspaces.create(caller, key, body);
    return ResponseEntity.created(URI.create("/api/workspaces/" + created.id())).body(created);
  }

  /** For owners: what a deletion would take from everybody. */
  @GetMapping("/{workspace}/deletion")
  DeletionView deletion(Caller caller, @PathVariable UUID workspace) {
    return deletion.look(caller, new WorkspaceId(workspace));
  }

  /** With all runtimes and disks in it, in every state. */
  @DeleteMapping("/{workspace}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller caller, @PathVariable UUID workspace) {
    deletion.delete(caller, new WorkspaceId(workspace));
  }
}
