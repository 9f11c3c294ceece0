package org.stipend.orchestrator.credit;

import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.audit.Audit;
import org.stipend.orchestrator.audit.AuditEntry;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.command.Commands;
import org.stipend.orchestrator.ledger.Ledger;
import org.stipend.orchestrator.payer.PoolTurns;
import org.stipend.orchestrator.web.Problem;

/** What admins may do to somebody's credit; each with a reason, and on the record. */
@Component
final class CreditCommands {

  static final String PROGRAMME = "administrators";
  static final Money MOST_ALONE = Money.ofDollars(1_000);
  static final Money MOST_IN_ALL = Money.ofDollars(10_000);
  static final Duration LONGEST_TERM = Duration.ofDays(3_653);

  private final PoolTurns turns;
  private final Commands commands;
  private final JdbcClient jdbc;
  private final PoolBooks books;
  private final Grants grants;
  private final Ledger ledger;
  private final GrantViews views;
  private final Audit audit;
  private final InstantSource clock;

  CreditCommands(
      PoolTurns turns,
      Commands commands,
      JdbcClient jdbc,
      PoolBooks books,
      Grants grants,
      Ledger ledger,
      GrantViews views,
      Audit audit,
      InstantSource clock) {
    this.turns = turns;
    this.commands = commands;
    this.jdbc = jdbc;
    this.books = books;
    this.grants = grants;
    this.ledger = ledger;
    this.views = views;
    this.audit = audit;
    this.clock = clock;
  }

  GrantView grant(Caller caller, ResearcherId to, @Nullable String key, GrantRequest request) {
    return turns.ofPerson(
        to,
        () ->
            commands.once(
                caller,
                "grant/" + to,
                key,
                request,
                GrantView.class,
                () -> grant(caller, to, request)));
  }

  private GrantView grant(Caller caller, ResearcherId to, GrantRequest request) {
    Instant now = clock.instant();
    requirePerson(to);
    requireReasonable(request, now);
    books.open(to, now);
    requireRoom(to, request.amount());
    GrantId grant =
        grants.give(
            to,
            new Grants.Terms(
                PROGRAMME,
                false,
                request.reason().strip(),
                true,
                request.amount(),
                request.expiresAt(),
                caller.id()),
            now);
    audit.record(
        AuditEntry.created(
                now,
                caller.id(),
                "GRANT_CREDIT",
                "grant",
                grant.value(),
                Map.of("researcher", to.toString(), "amount", request.amount().toString()))
            .because(request.reason().strip()));
    return view(grant, now);
  }

  private void requirePerson(ResearcherId person) {
    if (jdbc.sql("SELECT 1 FROM person WHERE id = :id")
        .param("id", person.value())
        .query(Integer.class)
        .optional()
        .isEmpty()) {
      throw Problem.notFound();
    }
  }

  private static void requireReasonable(GrantRequest request, Instant now) {
    if (!request.amount().isPositive()) {
      throw Problem.invalid("A grant is more than nothing.", "Send an amount above zero.");
    }
    if (request.amount().isMoreThan(MOST_ALONE)) {
      throw Problem.forbidden(
          "APPROVAL_REQUIRED",
          "A grant above $1,000 takes a second administrator, which is not possible yet.",
          "Grant at most $1,000.");
    }
    Instant expires = request.expiresAt();
    if (expires != null && !Interval.floor(expires).isAfter(now)) {
      throw Problem.invalid(
          "The grant would expire before it could be used.", "Choose a later expiry, or none.");
    }
    if (expires != null && expires.isAfter(now.plus(LONGEST_TERM))) {
      throw Problem.invalid(
          "A grant lasts at most ten years, or without end.", "Choose an earlier expiry, or none.");
    }
  }

  private void requireRoom(ResearcherId to, Money amount) {
    Money given = Money.sum(views.of(to).stream().map(GrantViews.Row::amount));
    Money soFar = given.minus(Money.sum(ledger.revoked(to).values().stream()));
    if (soFar.plus(amount).isMoreThan(MOST_IN_ALL)) {
      throw Problem.invalid(
          "One person's grants add up to at most $10,000; there are $%s already."
              .formatted(soFar.toDecimal().stripTrailingZeros().toPlainString()),
          "Grant less.");
    }
  }

  GrantView revoke(Caller caller, GrantId grant, @Nullable String key, RevocationRequest request) {
    ResearcherId owner = views.find(grant).orElseThrow(Problem::notFound).owner();
    return turns.ofPerson(
        owner,
        () ->
            commands.once(
                caller,
                "revoke/" + grant,
                key,
                request,
                GrantView.class,
                () -> revoke(caller, grant, request)));
  }

  private GrantView revoke(Caller caller, GrantId id, RevocationRequest request) {
    Instant now = clock.instant();
    GrantViews.Row grant = views.find(id).orElseThrow(Problem::notFound);
    Instant expires = grant.expiresAt();
    if (expires != null && !now.isBefore(expires)) {
      throw Problem.conflict(
          "CREDIT_EXPIRED",
          "This grant has expired; nothing is left of it.",
          "Nothing is to be done.");
    }
    books.open(grant.owner(), now);
    Money free = books.poolForDecision(grant.owner(), now).revocable(id);
    requireRevocable(request.amount(), free);
    String reason = request.reason().strip();
    Money asked = request.amount() == null ? grant.amount() : request.amount();
    grants.takeBack(grant.owner(), id, asked, reason, caller.id(), now);
    audit.record(
        AuditEntry.created(
                now,
                caller.id(),
                "REVOKE_CREDIT",
                "grant",
                id.value(),
                Map.of(
                    "researcher", grant.owner().toString(), "amount", asked.min(free).toString()))
            .because(reason));
    return view(id, now);
  }

  /**
   * @param amount null: all that is left
   */
  private static void requireRevocable(@Nullable Money amount, Money free) {
    if (amount != null && !amount.isPositive()) {
      throw Problem.invalid("A revocation is more than nothing.", "Send an amount above zero.");
    }
    if (!free.isPositive() || (amount != null && amount.isMoreThan(free))) {
      throw Problem.conflict(
          "CREDIT_SPENT",
          "At most $%s of this grant can be taken back: the rest is spent, or owed by what has just started."
              .formatted(free.toDecimal().setScale(2, RoundingMode.DOWN).toPlainString()),
          free.isPositive()
              ? "Take back at most that, or leave the amount out to take back all that is left."
              : "Nothing can be taken back now.");
    }
  }

  private GrantView view(GrantId id, Instant now) {
    GrantViews.Row grant = views.find(id).orElseThrow();
    PoolBooks.Look look = books.look(grant.owner(), now).orElseThrow();
    Money revoked = views.revoked(grant.owner(), look.draft()).getOrDefault(id, Money.ZERO);
    return grant.view(GrantViews.left(look.pool(), id), revoked, now);
  }
}
