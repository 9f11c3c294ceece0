package org.stipend.orchestrator.billing.workflow;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.billing.AccountState;
import org.stipend.cloud.billing.HeldAccounts;
import org.stipend.cloud.billing.LinkProject;
import org.stipend.cloud.billing.LookAtAccount;
import org.stipend.cloud.billing.LookAtProject;
import org.stipend.cloud.billing.ProjectBilling;
import org.stipend.cloud.billing.ProjectState;

/** Billing in memory that keeps the promises of {@code cloud-api} and can be told to fail. */
public final class TestingBilling implements ProjectBilling {

  /** What was asked, by the name of the call. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  private final Map<String, Account> accounts = new TreeMap<>();
  private final Map<UUID, LinkProject> links = new TreeMap<>();

  /** How many more calls are refused while rights spread. */
  public volatile int refusals;

  /** How many more times a linked project is shown with billing off. */
  public volatile int unconfirmed;

  /** Nobody is there to ask. */
  public volatile boolean away;

  /**
   * @param shown whether the platform may see it at all
   * @param named mail addresses
   */
  public record Account(
      boolean shown, boolean open, boolean mayLink, String currency, Set<String> named) {}

  public synchronized void put(String name, Account account) {
    accounts.put(name, account);
  }

  @Override
  public synchronized HeldAccounts held() {
    answers("held");
    return new HeldAccounts(
        accounts.entrySet().stream()
            .filter(one -> one.getValue().shown() && one.getValue().mayLink())
            .map(Map.Entry::getKey)
            .toList());
  }

  @Override
  public synchronized AccountState account(LookAtAccount request) {
    answers("account");
    Account account = accounts.get(request.account());
    if (account == null || !account.shown()) {
      return AccountState.unseen(request.account());
    }
    return new AccountState(
        request.account(),
        true,
        "Account " + request.account(),
        account.open(),
        account.mayLink(),
        account.currency(),
        request.mails().stream().filter(account.named()::contains).toList());
  }

  @Override
  public synchronized ProjectState link(LinkProject request) {
    answers("link");
    UUID workspace = request.fence().id();
    LinkProject last = links.get(workspace);
    if (last != null && last.fence().generation() > request.fence().generation()) {
      return state(workspace);
    }
    Account account = request.account() == null ? null : accounts.get(request.account());
    if (refusals > 0 || (request.account() != null && (account == null || !account.mayLink()))) {
      refusals--;
      throw ApplicationFailure.newFailure("403", FailureType.NOT_ALLOWED.name());
    }
    links.put(workspace, request);
    return state(workspace);
  }

  @Override
  public synchronized ProjectState project(LookAtProject request) {
    answers("project");
    return state(request.workspace());
  }

  private ProjectState state(UUID workspace) {
    LinkProject link = links.get(workspace);
    if (link == null || link.account() == null) {
      return new ProjectState(null, true);
    }
    boolean enabled = accounts.get(link.account()).open() && unconfirmed-- <= 0;
    return new ProjectState(link.account(), enabled);
  }

  private void answers(String call) {
    calls.add(call);
    if (away) {
      throw ApplicationFailure.newFailure("nobody there", "java.lang.IllegalArgumentException");
    }
  }
}
