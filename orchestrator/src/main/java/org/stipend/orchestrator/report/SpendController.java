package org.stipend.orchestrator.report;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.web.Paging;

@RestController
final class SpendController {

  private final Access access;
  private final SpendViews views;
  private final InstantSource clock;

  SpendController(Access access, SpendViews views, InstantSource clock) {
    this.access = access;
    this.views = views;
    this.clock = clock;
  }

  /**
   * What a workspace cost on days of a time zone: by person, tool, run, day or SKU, or of one of
   * them only. Readers see the total, and ask for nothing narrower.
   */
  @GetMapping("/api/workspaces/{workspace}/spend")
  SpendView spend(
      Caller caller,
      @PathVariable UUID workspace,
      @RequestParam(defaultValue = "PERSON") By by,
      @RequestParam(defaultValue = "UTC") String zone,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable UUID person,
      @RequestParam(required = false) @Nullable String tool,
      @RequestParam(required = false) @Nullable UUID run,
      Paging paging) {
    WorkspaceId id = new WorkspaceId(workspace);
    access.require(caller, id, Right.VIEW);
    Instant now = clock.instant();
    SpendQuery query = new SpendQuery(by, Days.of(zone, from, to, now), person, tool, run);
    if (access.allows(caller, id, Right.LAUNCH) || Access.seesAll(caller)) {
      return views.of(id, query, paging, now);
    }
    if (query.isNarrow()) {
      throw access.refusal(caller, id, Right.LAUNCH);
    }
    return views.totalOf(id, query, now);
  }
}
