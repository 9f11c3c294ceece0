package org.stipend.orchestrator.billing;

import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Standing;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.web.Problem;

/** What has to be true of a payer before a workspace is bound to it. */
@Component
final class PayerChoice {

  /** An answer of the cloud that is older is asked for anew. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration COME_AGAIN = Duration.ofSeconds(2);

  private final BillingAccounts accounts;
  private final PayerTable payers;
  private final PoolBooks books;

  PayerChoice(BillingAccounts accounts, PayerTable payers, PoolBooks books) {
    this.accounts = accounts;
    this.payers = payers;
    this.books = books;
  }

  /** It is the caller's, and was found able to pay a moment ago. */
  void requireAbleToPay(Caller caller, BillingAccountId account, Instant now) {
    BillingAccountRow row =
        accounts
            .find(caller.id(), account)
            .orElseThrow(() ->
                Problem.conflict(
                    "ACCOUNT_NOT_REGISTERED",
                    "You have no billing account %s here.".formatted(account.value()),
                    "Register it first: PUT /api/billing-accounts/%s.".formatted(account.value())));
    if (row.state() == BillingAccountRow.State.CHECKING || isStale(row, now)) {
      throw Problem.conflict(
              "ACCOUNT_CHECKING",
              "The cloud has not said lately whether this billing account can pay.",
              "Ask it again by PUT /api/billing-accounts/%s, wait for its answer, then send this again."
                  .formatted(account.value()))
          .retryAfter(COME_AGAIN);
    }
    if (row.state() != BillingAccountRow.State.OPEN) {
      LinkView.Obstacle why = Obstacles.ofLink("ACCOUNT_" + row.state().name());
      throw new Problem(HttpStatus.PRECONDITION_FAILED, why.code(), why.detail(), why.nextStep());
    }
  }

  private static boolean isStale(BillingAccountRow row, Instant now) {
    return row.checkedAt() == null || row.checkedAt().plus(FRESH).isBefore(now);
  }

  /** Only the creator says that their credit is to pay. */
  void requireCreator(Caller caller, ResearcherId creator) {
    if (!caller.id().equals(creator.value())) {
      throw Problem.forbidden(
          "CREDIT_OF_CREATOR",
          "The credit is that of the workspace's creator, who alone may let it pay.",
          "Ask the creator, or choose a billing account of your own.");
    }
  }

  void requireCredit(ResearcherId pool, Instant now) {
    Standing standing = books.poolForDecision(pool, now).standing();
    if (!standing.pays()) {
      boolean expired = standing.status() == Standing.Status.EXPIRED;
      throw Problem.forbidden(
          expired ? "CREDIT_EXPIRED" : "CREDIT_EXHAUSTED",
          expired ? "Your credit has expired." : "Your credit is used up.",
          "Stay with the billing account, or ask an administrator for more credit.");
    }
  }

  /** What runs could still be stopped before the credit ends. */
  void requireTimeToStop(ResearcherId pool, Instant now) {
    Pool stands = books.poolForDecision(pool, now);
    Instant stopAt = stands.outlook(books.stopLead()).machinesStopAt();
    if (!stands.standing().pays() || (stopAt != null && !stopAt.isAfter(now))) {
      throw Problem.forbidden(
          "CREDIT_INSUFFICIENT",
          "Your credit would end before what runs in this workspace could be stopped.",
          "Stop something first, or stay with the billing account.");
    }
  }

  void requireCreditThatGoesOn(WorkspaceId workspace, ResearcherId pool, Instant now) {
    if (!payers.of(workspace).isCredit() || !books.poolForDecision(pool, now).standing().pays()) {
      throw Problem.conflict(
          "CREDIT_HAS_ENDED",
          "No credit pays for this workspace that could end.",
          "Let the account pay now.");
    }
  }
}
