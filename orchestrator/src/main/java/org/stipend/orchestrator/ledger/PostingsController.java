package org.stipend.orchestrator.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;

@RestController
final class PostingsController {

  private final Statements statements;

  PostingsController(Statements statements) {
    this.statements = statements;
  }

  /** One's own; admins and finance see anybody's. */
  @GetMapping("/api/ledger/postings")
  Page<PostingView> postings(
      Caller caller, @RequestParam(required = false) @Nullable UUID person, Paging paging) {
    UUID whose = person == null ? caller.id() : person;
    if (!whose.equals(caller.id()) && !caller.has(Role.ADMIN) && !caller.has(Role.FINANCE)) {
      throw Problem.notFound();
    }
    return statements.of(whose, paging);
  }
}
