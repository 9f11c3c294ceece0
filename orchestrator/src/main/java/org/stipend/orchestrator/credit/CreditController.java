package org.stipend.orchestrator.credit;

import jakarta.validation.Valid;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.web.Refuses;

@RestController
final class CreditController {

  private final CreditViews views;
  private final CreditCommands commands;
  private final InstantSource clock;

  CreditController(CreditViews views, CreditCommands commands, InstantSource clock) {
    this.views = views;
    this.commands = commands;
    this.clock = clock;
  }

  @GetMapping("/api/credit")
  CreditView own(Caller caller) {
    return views.of(caller.researcher(), clock.instant());
  }

  @GetMapping("/api/people/{person}/credit")
  CreditView of(@PathVariable UUID person) {
    return views.of(new ResearcherId(person), clock.instant());
  }

  @Refuses(
      status = HttpStatus.FORBIDDEN,
      codes = {"APPROVAL_REQUIRED"})
  @PostMapping("/api/people/{person}/grants")
  @ResponseStatus(HttpStatus.CREATED)
  GrantView grant(
      Caller caller,
      @PathVariable UUID person,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody @Valid GrantRequest body) {
    return commands.grant(caller, new ResearcherId(person), key, body);
  }

  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"CREDIT_EXPIRED", "CREDIT_SPENT"})
  @PostMapping("/api/grants/{grant}/revocations")
  @ResponseStatus(HttpStatus.CREATED)
  GrantView revoke(
      Caller caller,
      @PathVariable UUID grant,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody @Valid RevocationRequest body) {
    return commands.revoke(caller, new GrantId(grant), key, body);
  }
}
