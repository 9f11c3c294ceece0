package org.stipend.orchestrator.billing;

import jakarta.validation.Valid;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.command.Commands;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.Refuses;

@RestController
@RequestMapping("/api")
final class BillingController {

  private static final Pattern NUMBER =
      Pattern.compile("[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}", Pattern.CASE_INSENSITIVE);

  private final BillingCommands billing;
  private final FunderViews funders;
  private final AccountRequests requests;
  private final Commands commands;
  private final InstantSource clock;

  BillingController(
      BillingCommands billing,
      FunderViews funders,
      AccountRequests requests,
      Commands commands,
      InstantSource clock) {
    this.billing = billing;
    this.funders = funders;
    this.requests = requests;
    this.commands = commands;
    this.clock = clock;
  }

  /** What could pay for the caller's workspaces. */
  @GetMapping("/billing-accounts")
  FundersView list(Caller caller) {
    return funders.of(caller, clock.instant());
  }

  /** Registers the account to the caller and has it checked; again: has it checked again. */
  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"TOO_MANY_ACCOUNTS"})
  @PutMapping("/billing-accounts/{account}")
  FunderView register(Caller caller, @PathVariable String account) {
    return billing.register(caller, parse(account));
  }

  @Refuses(
      status = HttpStatus.CONFLICT,
      codes = {"ACCOUNT_IN_USE", "ACCOUNT_IS_NEXT"})
  @DeleteMapping("/billing-accounts/{account}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void forget(Caller caller, @PathVariable String account) {
    billing.forget(caller, parse(account));
  }

  @GetMapping("/workspaces/{workspace}/project-link")
  LinkView link(Caller caller, @PathVariable UUID workspace) {
    return billing.link(caller, new WorkspaceId(workspace));
  }

  /** Tries again what failed; anything else is let be. */
  @PostMapping("/workspaces/{workspace}/project-link/retry")
  LinkView retry(Caller caller, @PathVariable UUID workspace) {
    return billing.retry(caller, new WorkspaceId(workspace));
  }

  /** Who has no billing account asks for help with one. */
  @PostMapping("/billing-account-requests")
  @ResponseStatus(HttpStatus.CREATED)
  AccountRequestView ask(
      Caller caller,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody @Valid AskForAccount body) {
    return commands.once(
        caller,
        "ask-for-billing-account",
        key,
        body,
        AccountRequestView.class,
        () -> requests.ask(caller, body, clock.instant()));
  }

  @GetMapping("/billing-account-requests")
  Page<AccountRequestView> requests(Paging paging) {
    return requests.list(paging);
  }

  private static BillingAccountId parse(String account) {
    if (!NUMBER.matcher(account).matches()) {
      throw Problem.invalid(
          "A billing account has a number like 012345-6789AB-CDEF01.",
          "Copy it from the cloud's console, under Billing.");
    }
    return new BillingAccountId(account.toUpperCase(Locale.ROOT));
  }
}
