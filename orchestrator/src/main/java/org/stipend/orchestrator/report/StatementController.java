package org.stipend.orchestrator.report;

import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;

@RestController
final class StatementController {

  private final StatementViews statements;
  private final InstantSource clock;

  StatementController(StatementViews statements, InstantSource clock) {
    this.statements = statements;
    this.clock = clock;
  }

  /**
   * What moved on somebody's credit, newest first, by run and day of a time zone. One's own; admins
   * and finance see anybody's.
   */
  @GetMapping("/api/statement")
  Page<StatementView> statement(
      Caller caller,
      @RequestParam(required = false) @Nullable UUID person,
      @RequestParam(defaultValue = "UTC") String zone,
      Paging paging) {
    UUID whose = person == null ? caller.id() : person;
    if (!whose.equals(caller.id()) && !caller.has(Role.ADMIN) && !caller.has(Role.FINANCE)) {
      throw Problem.notFound();
    }
    return statements.of(new ResearcherId(whose), Days.zone(zone), paging, clock.instant());
  }
}
