package org.stipend.orchestrator.billing;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.notice.News;
import org.stipend.orchestrator.notice.Notices;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PayerViews;

/** What the owners of a workspace hear of who pays for it, in the transaction of the fact. */
@Component
final class PayerNews {

  private final Notices notices;
  private final PayerTable payers;
  private final PayerViews views;

  PayerNews(Notices notices, PayerTable payers, PayerViews views) {
    this.notices = notices;
    this.payers = payers;
    this.views = views;
  }

  /** Whoever it is bound to now pays. */
  void handedOff(WorkspaceId workspace, Instant at) {
    String payer = views.history(workspace).getFirst().payer().name();
    tell(News.handedOff(workspace, payers.poolOf(workspace), payer, at));
  }

  void linkFailed(WorkspaceId workspace, String code, Instant at) {
    String payer = views.history(workspace).getFirst().payer().name();
    LinkView.Obstacle why = Obstacles.ofLink(code);
    ResearcherId pool = payers.poolOf(workspace);
    tell(News.linkFailed(workspace, pool, payer, why.detail(), why.nextStep(), at));
  }

  void cannotPay(WorkspaceId workspace, BillingAccountId account, String code, Instant at) {
    String because = Obstacles.ofLink(code).detail();
    tell(
        News.payerBroken(
            workspace,
            payers.poolOf(workspace),
            "Billing account " + account.value(),
            because,
            at));
  }

  void cannotTakeOver(WorkspaceId workspace, BillingAccountId account, String code, Instant at) {
    String because = Obstacles.ofLink(code).detail();
    tell(
        News.handOffFailed(
            workspace,
            payers.poolOf(workspace),
            "Billing account " + account.value(),
            because,
            at));
  }

  private void tell(News news) {
    notices.tellOwners(news, List.of());
  }
}
