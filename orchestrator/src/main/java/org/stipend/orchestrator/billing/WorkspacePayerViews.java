package org.stipend.orchestrator.billing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.cost.Payer;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Right;
import org.stipend.orchestrator.payer.BoundPayer;
import org.stipend.orchestrator.payer.Outages;
import org.stipend.orchestrator.payer.PayerTable;
import org.stipend.orchestrator.payer.PayerViews;

/** How the payer of a workspace is read. */
@Component
final class WorkspacePayerViews {

  private final Access access;
  private final PayerTable payers;
  private final PayerViews views;
  private final Outages outages;
  private final Links links;

  WorkspacePayerViews(
      Access access, PayerTable payers, PayerViews views, Outages outages, Links links) {
    this.access = access;
    this.payers = payers;
    this.views = views;
    this.outages = outages;
    this.links = links;
  }

  WorkspacePayerView one(Caller caller, WorkspaceId workspace) {
    access.require(caller, workspace, Right.VIEW);
    boolean owns = access.allows(caller, workspace, Right.OWN);
    UUID creator = payers.poolOf(workspace).value();
    List<BoundPayer> history = views.history(workspace);
    return new WorkspacePayerView(
        views.of(workspace),
        bound(history.getFirst()),
        views
            .next(workspace)
            .map(next -> new WorkspacePayerView.Next(next.account(), next.by(), next.since()))
            .orElse(null),
        inactive(payers.of(workspace).payer()),
        links.view(workspace).orElse(null),
        history.stream().skip(1).map(WorkspacePayerViews::bound).toList(),
        new WorkspacePayerView.Allowed(owns, owns && caller.id().equals(creator)));
  }

  private static WorkspacePayerView.Bound bound(BoundPayer one) {
    return new WorkspacePayerView.Bound(
        one.payer(), one.account(), one.by(), one.since(), one.until());
  }

  private WorkspacePayerView.@Nullable Inactive inactive(Payer payer) {
    return payer instanceof Payer.LinkedAccount linked
        ? outages
            .of(linked.account())
            .map(out ->
                new WorkspacePayerView.Inactive(
                    out.why(), out.since(), Obstacles.ofLink(out.why())))
            .orElse(null)
        : null;
  }
}
