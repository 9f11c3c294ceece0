package org.stipend.orchestrator.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

@RestController
final class PeopleController {

  private final PeopleViews views;

  PeopleController(PeopleViews views) {
    this.views = views;
  }

  /** With {@code spending}, only those on whose credit a workspace lives, while it lasts. */
  @GetMapping("/api/people")
  Page<PersonView> list(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "false") boolean spending,
      Paging paging) {
    return views.list(q == null ? "" : q.strip(), spending, paging);
  }
}
