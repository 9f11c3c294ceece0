package org.stipend.orchestrator.billing;

import io.temporal.spring.boot.ActivityImpl;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cloud.TaskQueues;
import org.stipend.cloud.billing.AccountState;
import org.stipend.cost.BillingAccountId;
import org.stipend.orchestrator.billing.BillingAccountRow.State;
import org.stipend.orchestrator.billing.workflow.AccountLedger;
import org.stipend.orchestrator.billing.workflow.AccountReport;
import org.stipend.orchestrator.billing.workflow.AccountSnapshot;
import org.stipend.orchestrator.billing.workflow.Finding;
import org.stipend.orchestrator.billing.workflow.NextLook;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.payer.Outages;

/** What {@code account/<id>} reads and writes. */
@Component
@ActivityImpl(taskQueues = TaskQueues.ENGINE)
final class AccountActivities implements AccountLedger {

  private static final Logger log = LoggerFactory.getLogger(AccountActivities.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
  private static final Duration AFTER_NO_ANSWER = Duration.ofMinutes(5);

  /** Machines are told to stop before the credit ends, where the account turns out to be closed. */
  private static final Duration BEFORE_IT_TAKES_OVER = Duration.ofMinutes(4);

  private static final Duration BETWEEN_LAST_LOOKS = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final BillingAccounts accounts;
  private final Outages outages;
  private final ObjectProvider<Health> health;
  private final Changes changes;
  private final InstantSource clock;
  private final BillingQueue queue;

  AccountActivities(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      BillingAccounts accounts,
      Outages outages,
      ObjectProvider<Health> health,
      Changes changes,
      InstantSource clock,
      BillingQueue queue) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.accounts = accounts;
    this.outages = outages;
    this.health = health;
    this.changes = changes;
    this.clock = clock;
    this.queue = queue;
  }

  @Override
  public AccountSnapshot load(UUID account) {
    Known row = known(account, "");
    List<String> mails =
        jdbc.sql(
                """
                SELECT DISTINCT p.verified_email
                  FROM account_holder h JOIN person p ON p.id = h.person
                 WHERE h.account = :id AND p.verified_email IS NOT NULL ORDER BY 1
                """)
            .param("id", account)
            .query(String.class)
            .list();
    return new AccountSnapshot(row.account(), row.version(), mails, queue.name());
  }

  @Override
  public NextLook looked(AccountReport report) {
    var account = new BillingAccountId(known(report.account(), "").account());
    return transactions.execute(status -> {
      health.forEach(one -> one.hold(account));
      Instant now = clock.instant();
      Known before = known(report.account(), " FOR UPDATE");
      if (before.version() != report.version()) {
        return new NextLook(now);
      }
      if (report.seen() == null) {
        unanswered(report.account(), now);
      } else {
        answered(before, report.account(), report.seen(), now);
      }
      changed(report.account());
      return next(new BillingAccountId(before.account()), report.seen() != null, now);
    });
  }

  private Known known(UUID account, String lock) {
    return jdbc.sql("SELECT account, state, version FROM billing_account WHERE id = :id" + lock)
        .param("id", account)
        .query(Known.class)
        .single();
  }

  private void unanswered(UUID account, Instant now) {
    jdbc.sql(
            """
            UPDATE billing_account SET unavailable_since = coalesce(unavailable_since, :now)
             WHERE id = :id
            """)
        .param("now", Timestamp.from(now))
        .param("id", account)
        .update();
  }

  private void answered(Known before, UUID account, AccountState seen, Instant now) {
    State state = State.valueOf(Finding.of(seen).name());
    jdbc.sql(
            """
            UPDATE billing_account
               SET state = :state, name = coalesce(:name, name), currency = coalesce(:currency, currency),
                   checked_at = :now, unavailable_since = NULL
             WHERE id = :id
            """)
        .param("state", state.name())
        .param("name", seen.name())
        .param("currency", seen.currency())
        .param("now", Timestamp.from(now))
        .param("id", account)
        .update();
    nameHolders(account, seen);
    tell(new BillingAccountId(before.account()), before.state(), state, now);
  }

  /** Whom it named stays named while it is hidden from the platform: nobody has said otherwise. */
  private void nameHolders(UUID account, AccountState seen) {
    if (!seen.visible()) {
      jdbc.sql("UPDATE account_holder SET named = false WHERE account = :id AND named IS NULL")
          .param("id", account)
          .update();
      return;
    }
    jdbc.sql(
            """
            UPDATE account_holder h SET named = coalesce(p.verified_email = ANY(:named), false)
              FROM person p WHERE p.id = h.person AND h.account = :id
            """)
        .param("named", seen.named().toArray(String[]::new))
        .param("id", account)
        .update();
  }

  private void tell(BillingAccountId account, State before, State after, Instant now) {
    if (before == State.CHECKING) {
      return;
    }
    if (after != State.OPEN) {
      health.forEach(one -> one.accountCannotPay(account, "ACCOUNT_" + after, now));
    } else if (accounts.isNobodys(account)) {
      health.forEach(one -> one.accountCannotPay(account, "ACCOUNT_NOT_YOURS", now));
    } else if (before != State.OPEN || outages.of(account).isPresent()) {
      health.forEach(one -> one.accountCanPayAgain(account, now));
    }
    if (before == after) {
      return;
    }
    log.atInfo()
        .addKeyValue("account", account)
        .addKeyValue("before", before)
        .addKeyValue("after", after)
        .log("A billing account changed");
  }

  private NextLook next(BillingAccountId account, boolean answered, Instant now) {
    if (accounts.isUsed(account)) {
      return new NextLook(nextLook(account, answered ? BETWEEN_LOOKS : AFTER_NO_ANSWER, now));
    }
    jdbc.sql("UPDATE billing_account SET watched = false WHERE id = :id")
        .param("id", BillingAccounts.idOf(account))
        .update();
    return new NextLook(null);
  }

  /** Also shortly before it is to take over. */
  private Instant nextLook(BillingAccountId account, Duration usual, Instant now) {
    return accounts
        .takesOverAt(account, now)
        .map(end -> end.minus(BEFORE_IT_TAKES_OVER))
        .map(look ->
            look.isBefore(now.plus(BETWEEN_LAST_LOOKS)) ? now.plus(BETWEEN_LAST_LOOKS) : look)
        .filter(now.plus(usual)::isAfter)
        .orElse(now.plus(usual));
  }

  private void changed(UUID account) {
    jdbc.sql("SELECT person FROM account_holder WHERE account = :id")
        .param("id", account)
        .query(UUID.class)
        .list()
        .forEach(person -> changes.changed(Kind.BILLING_ACCOUNT, person));
  }

  private record Known(String account, State state, long version) {}
}
