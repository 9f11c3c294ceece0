package org.stipend.orchestrator.reconcile;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

@RestController
@RequestMapping("/api")
final class ReconcileController {

  private final DriftViews drifts;
  private final PassViews passes;
  private final Passes ask;

  ReconcileController(DriftViews drifts, PassViews passes, Passes ask) {
    this.drifts = drifts;
    this.passes = passes;
    this.ask = ask;
  }

  /** In what rows and cloud differ, the longest seen first. */
  @GetMapping("/drift")
  Page<DriftView> drift(Paging paging) {
    return drifts.list(paging);
  }

  /** Begins a pass, unless such a one is on its way. */
  @PostMapping("/reconciliations")
  @ResponseStatus(HttpStatus.ACCEPTED)
  PassView begin(Caller caller, @RequestBody PassRequest body) {
    return passes.of(ask.ask(body.dryRun(), caller.id()));
  }

  /** Newest first. */
  @GetMapping("/reconciliations")
  Page<PassView> passes(Paging paging) {
    return passes.list(paging);
  }

  @GetMapping("/reconciliations/{pass}")
  PassView pass(@PathVariable UUID pass) {
    return passes.of(pass);
  }
}
