package org.stipend.orchestrator.workspace;

import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
@RequestMapping("/api/workspaces/{workspace}")
final class MemberController {

  private final Members members;
  private final MemberCaps caps;
  private final MemberViews views;

  MemberController(Members members, MemberCaps caps, MemberViews views) {
    this.members = members;
    this.caps = caps;
    this.views = views;
  }

  @GetMapping("/members")
  Page<MemberView> list(Caller caller, @PathVariable UUID workspace, Paging paging) {
    return views.list(caller, new WorkspaceId(workspace), paging);
  }

  /** For owners: researchers who are no members, by part of a name or an e-mail address. */
  @GetMapping("/candidates")
  Page<CandidateView> candidates(
      Caller caller, @PathVariable UUID workspace, @RequestParam String q, Paging paging) {
    return views.candidates(caller, new WorkspaceId(workspace), q.strip(), paging);
  }

  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"NO_RESEARCHER", "LAST_OWNER", "MEMBER_PAYS"})
  @PutMapping("/members/{person}")
  MemberView put(
      Caller caller,
      @PathVariable UUID workspace,
      @PathVariable UUID person,
      @RequestBody @Valid PutMember body) {
    return members.put(caller, new WorkspaceId(workspace), person, body.role());
  }

  /** Removed by an owner, or leaving by themselves. */
  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"LAST_OWNER", "MEMBER_PAYS"})
  @DeleteMapping("/members/{person}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, @PathVariable UUID workspace, @PathVariable UUID person) {
    members.remove(caller, new WorkspaceId(workspace), person);
  }

  /** For whose credit pays: how much of it a member may spend here. */
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      codes = {"NOT_PAYER"})
  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"MEMBER_PAYS"})
  @PutMapping("/members/{person}/cap")
  MemberView cap(
      Caller caller,
      @PathVariable UUID workspace,
      @PathVariable UUID person,
      @RequestBody @Valid PutCap body) {
    return caps.put(caller, new WorkspaceId(workspace), person, body.amount());
  }

  @Refuses(
      status = HttpStatus.FORBIDDEN,
      codes = {"NOT_PAYER"})
  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"MEMBER_PAYS"})
  @DeleteMapping("/members/{person}/cap")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void uncap(Caller caller, @PathVariable UUID workspace, @PathVariable UUID person) {
    caps.remove(caller, new WorkspaceId(workspace), person);
  }
}
