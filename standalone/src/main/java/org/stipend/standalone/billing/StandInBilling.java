package org.stipend.standalone.billing;

import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.billing.AccountState;
import org.stipend.cloud.billing.HeldAccounts;
import org.stipend.cloud.billing.LinkProject;
import org.stipend.cloud.billing.LookAtAccount;
import org.stipend.cloud.billing.LookAtProject;
import org.stipend.cloud.billing.ProjectBilling;
import org.stipend.cloud.billing.ProjectState;

/** Behaves as the cloud does, with accounts that exist only in the book. */
@ActivityImpl(taskQueues = TaskQueues.LOCAL)
final class StandInBilling implements ProjectBilling {

  private static final int LATE = 3;

  private final BookFile file;
  private final InstantSource clock;

  StandInBilling(BookFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public HeldAccounts held() {
    return new HeldAccounts(
        file.read().accounts().values().stream()
            .filter(account -> account.shown() && account.mayLink())
            .map(Account::number)
            .toList());
  }

  @Override
  public AccountState account(LookAtAccount request) {
    Account account = file.read().accounts().get(request.account());
    if (account == null || !account.shown()) {
      return AccountState.unseen(request.account());
    }
    return new AccountState(
        account.number(),
        true,
        account.name(),
        account.isOpen(clock.instant()),
        account.mayLink(),
        account.currency(),
        request.mails().stream().filter(account::names).toList());
  }

  @Override
  public ProjectState link(LinkProject request) {
    Instant now = clock.instant();
    UUID workspace = request.fence().id();
    long generation = request.fence().generation();
    Book asked =
        file.change(book -> {
          Project project = of(book, workspace, now);
          return project.generation() > generation
              ? book
              : book.with(workspace, project.asked(generation, now));
        });
    Project project = of(asked, workspace, now);
    if (project.generation() == generation) {
      requireRight(asked, project, request.account(), now);
      file.change(book -> linked(book, workspace, request.account(), now));
    }
    return look(workspace, now);
  }

  @Override
  public ProjectState project(LookAtProject request) {
    return look(request.workspace(), clock.instant());
  }

  private static void requireRight(
      Book book, Project project, @Nullable String wanted, Instant now) {
    Account account = wanted == null ? null : book.accounts().get(wanted);
    boolean allowed =
        wanted == null
            || (account != null
                && account.shown()
                && account.mayLink()
                && !now.isBefore(project.askedAt().plus(account.refusesFor())));
    if (!allowed) {
      throw ApplicationFailure.newFailure(
          "The caller does not have permission", FailureType.NOT_ALLOWED.name());
    }
  }

  private static Book linked(Book book, UUID workspace, @Nullable String wanted, Instant now) {
    Book linked = book.with(workspace, of(book, workspace, now).linked(wanted));
    Account account = wanted == null ? null : book.accounts().get(wanted);
    return account == null ? linked : linked.with(account.linkedAt(now));
  }

  private ProjectState look(UUID workspace, Instant now) {
    Book book =
        file.change(known -> {
          Project project = known.projects().get(workspace);
          return project == null ? known : known.with(workspace, project.looked());
        });
    Project project = of(book, workspace, now);
    Account account = project.account() == null ? null : book.accounts().get(project.account());
    return new ProjectState(
        project.account(), account == null || isOn(account, project.looks(), now));
  }

  private static boolean isOn(Account account, int looks, Instant now) {
    return account.isOpen(now)
        && switch (account.confirms()) {
          case AT_ONCE -> true;
          case LATE -> looks >= LATE;
          case NEVER -> false;
        };
  }

  private static Project of(Book book, UUID workspace, Instant now) {
    return book.projects().getOrDefault(workspace, new Project(0, now, null, 0));
  }
}
