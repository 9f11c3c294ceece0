package org.stipend.orchestrator.billing.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.Fence;
import org.stipend.cloud.billing.AccountState;
import org.stipend.cloud.billing.LinkProject;
import org.stipend.cloud.billing.LookAtAccount;
import org.stipend.cloud.billing.LookAtProject;
import org.stipend.cloud.billing.ProjectBilling;
import org.stipend.cloud.billing.ProjectState;
import org.stipend.orchestrator.engine.workflow.Calls;

/** One wish: its steps, as far as they are done. */
final class Relink {

  private final LinkLedger ledger;
  private final LinkSnapshot row;
  private final ProjectBilling billing;
  private boolean checked;
  private boolean linked;

  Relink(LinkLedger ledger, LinkSnapshot row) {
    this.ledger = ledger;
    this.row = row;
    this.billing =
        Workflow.newActivityStub(ProjectBilling.class, Calls.on(row.taskQueue(), Calls.BILLING));
    this.checked = row.checked() || row.account() == null;
    this.linked = row.linked();
  }

  /** Goes on as far as it goes; answers what stands in the way, or nothing when all is done. */
  Optional<LinkProblem> round() {
    try {
      Optional<LinkProblem> problem = checked ? Optional.empty() : check();
      return problem.isPresent() ? problem : confirm(link());
    } catch (ActivityFailure failure) {
      return Optional.of(problem(failure));
    }
  }

  private Optional<LinkProblem> check() {
    Optional<LinkProblem> problem = problem(Finding.of(look()));
    if (problem.isEmpty()) {
      checked = true;
      done(LinkStep.CHECK_ACCOUNT);
    }
    return problem;
  }

  private ProjectState link() {
    if (linked) {
      return billing.project(new LookAtProject(row.workspace()));
    }
    Fence fence = new Fence(row.workspace(), row.generation(), 1);
    ProjectState project = billing.link(new LinkProject(fence, row.account()));
    linked = true;
    done(LinkStep.LINK_PROJECT);
    return project;
  }

  /** The cloud links to a closed account without a word. */
  private Optional<LinkProblem> confirm(ProjectState project) {
    linked = Objects.equals(project.account(), row.account());
    if (linked && project.enabled()) {
      done(LinkStep.CONFIRM_BILLING);
      return Optional.empty();
    }
    boolean closed = row.account() != null && Finding.of(look()) == Finding.CLOSED;
    return Optional.of(closed ? LinkProblem.ACCOUNT_CLOSED : LinkProblem.LINK_NOT_CONFIRMED);
  }

  private AccountState look() {
    return billing.account(new LookAtAccount(Objects.requireNonNull(row.account()), List.of()));
  }

  private void done(LinkStep step) {
    ledger.progress(new LinkProgress(row.workspace(), row.generation(), step));
  }

  private LinkProblem problem(ActivityFailure failure) {
    boolean refused =
        failure.getCause() instanceof ApplicationFailure cause
            && cause.getType().equals(FailureType.NOT_ALLOWED.name());
    if (!refused) {
      return LinkProblem.BILLING_UNAVAILABLE;
    }
    return linked ? LinkProblem.LINK_NOT_CONFIRMED : LinkProblem.LINK_REFUSED;
  }

  private static Optional<LinkProblem> problem(Finding finding) {
    return switch (finding) {
      case OPEN -> Optional.empty();
      case CLOSED -> Optional.of(LinkProblem.ACCOUNT_CLOSED);
      case WRONG_CURRENCY -> Optional.of(LinkProblem.ACCOUNT_WRONG_CURRENCY);
      case NO_RIGHT, UNKNOWN -> Optional.of(LinkProblem.LINK_REFUSED);
    };
  }
}
