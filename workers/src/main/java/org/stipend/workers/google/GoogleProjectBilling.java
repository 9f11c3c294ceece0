package org.stipend.workers.google;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.billing.v1.CloudBillingClient;
import com.google.cloud.billing.v1.ProjectBillingInfo;
import io.temporal.spring.boot.ActivityImpl;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.billing.AccountState;
import org.stipend.cloud.billing.HeldAccounts;
import org.stipend.cloud.billing.LinkProject;
import org.stipend.cloud.billing.LookAtAccount;
import org.stipend.cloud.billing.LookAtProject;
import org.stipend.cloud.billing.ProjectBilling;
import org.stipend.cloud.billing.ProjectState;
import org.stipend.workers.refusal.Refusal;

/**
 * Cloud Billing. The programme's own account is not one among the others: nobody is shown it, and a
 * project that is linked to it is the programme's.
 */
@ActivityImpl(taskQueues = GoogleSettings.TASK_QUEUE)
public final class GoogleProjectBilling implements ProjectBilling, AutoCloseable {

  private final CloudBillingClient google;
  private final GoogleAccounts accounts;
  private final GoogleProjects projects;
  private final Wishes wishes = new Wishes();

  GoogleProjectBilling(CloudBillingClient google, GoogleProjects projects) {
    this.google = google;
    this.accounts = new GoogleAccounts(google);
    this.projects = projects;
  }

  @Override
  public HeldAccounts held() {
    return translating(() ->
        new HeldAccounts(
            accounts.linkable().stream()
                .filter(number -> !projects.isProgrammes(number))
                .toList()));
  }

  @Override
  public AccountState account(LookAtAccount request) {
    String number = request.account();
    if (projects.isProgrammes(number)) return AccountState.unseen(number);
    return translating(() ->
        accounts
            .find(number)
            .map(account ->
                new AccountState(
                    number,
                    true,
                    account.getDisplayName(),
                    account.getOpen(),
                    accounts.mayLink(number),
                    account.getCurrencyCode(),
                    accounts.named(number, request.mails())))
            .orElseGet(() -> AccountState.unseen(number)));
  }

  @Override
  public ProjectState link(LinkProject request) {
    UUID workspace = request.fence().id();
    String wanted = request.account();
    return switch (projects) {
      case GoogleProjects.Shared shared -> stays(shared, request);
      case GoogleProjects.OwnEach own ->
          wishes.follow(
              request.fence(),
              () -> linked(workspace, wanted == null ? own.payer() : wanted),
              () -> look(workspace));
    };
  }

  @Override
  public ProjectState project(LookAtProject request) {
    return look(request.workspace());
  }

  @Override
  public void close() {
    google.close();
  }

  private ProjectState stays(GoogleProjects.Shared shared, LinkProject request) {
    if (request.account() == null) return look(request.fence().id());
    throw Refusal.of(
        FailureType.NOT_ALLOWED,
        "All workspaces share the project %s: an account that pays for one would pay for all"
            .formatted(shared.project()));
  }

  private ProjectState linked(UUID workspace, String number) {
    var wanted =
        ProjectBillingInfo.newBuilder().setBillingAccountName(AccountNumber.named(number)).build();
    return translating(
        () -> state(google.updateProjectBillingInfo("projects/" + projects.of(workspace), wanted)));
  }

  private ProjectState look(UUID workspace) {
    return translating(
        () -> state(google.getProjectBillingInfo("projects/" + projects.of(workspace))));
  }

  /** A project that is linked to nothing is the programme's, with billing off. */
  private ProjectState state(ProjectBillingInfo project) {
    String number = AccountNumber.in(project.getBillingAccountName());
    @Nullable String account = number.isEmpty() || projects.isProgrammes(number) ? null : number;
    return new ProjectState(account, project.getBillingEnabled());
  }

  private static <T> T translating(Supplier<T> call) {
    try {
      return call.get();
    } catch (ApiException failure) {
      throw GoogleFailures.translated(failure);
    }
  }
}
