package org.stipend.orchestrator.workspace;

import static java.util.stream.Collectors.groupingBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Shares;
import org.stipend.orchestrator.notice.News;
import org.stipend.orchestrator.notice.Notices;
import org.stipend.orchestrator.payer.PayerTimelines;

/**
 * Tells a member, and whose credit pays, that the member has spent their cap: once for each cap,
 * within half a minute. What runs is never stopped for it, so nothing waits for that moment.
 */
@Component
final class ReachedCaps {

  private static final Logger log = LoggerFactory.getLogger(ReachedCaps.class);

  /** What ended so long ago is in the share that was looked at. */
  private static final Duration RECENT = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final PayerTimelines payers;
  private final PoolBooks books;
  private final Shares shares;
  private final Notices notices;
  private final InstantSource clock;

  ReachedCaps(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      PayerTimelines payers,
      PoolBooks books,
      Shares shares,
      Notices notices,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.payers = payers;
    this.books = books;
    this.shares = shares;
    this.notices = notices;
    this.clock = clock;
  }

  private record Capped(
      ResearcherId pool,
      WorkspaceId workspace,
      UUID person,
      String name,
      Money cap,
      Instant since) {}

  @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
  void again() {
    try {
      pass();
    } catch (RuntimeException e) {
      log.warn("Shares could not be compared with their caps, trying again: {}", e.toString());
    }
  }

  void pass() {
    Instant now = clock.instant();
    capped(now).stream()
        .collect(groupingBy(Capped::pool))
        .forEach((pool, members) -> compare(pool, members, now));
  }

  private void compare(ResearcherId pool, List<Capped> members, Instant now) {
    var onCredit = payers.onCredit(pool, now);
    books
        .look(pool, now)
        .ifPresent(look ->
            members.stream()
                .filter(one -> onCredit.contains(one.workspace()))
                .collect(groupingBy(Capped::workspace))
                .forEach((workspace, some) -> {
                  Map<UUID, Money> spent = shares.in(workspace, look.draft());
                  some.stream()
                      .filter(one ->
                          !spent.getOrDefault(one.person(), Money.ZERO).isLessThan(one.cap()))
                      .forEach(this::tell);
                }));
  }

  /** Those who were not told, and whose share may have grown since it was looked at. */
  private List<Capped> capped(Instant now) {
    return jdbc.sql(
            """
            SELECT w.creator, m.workspace, m.person, p.name, m.cap_nanos, m.capped_at
              FROM workspace_member m
              JOIN workspace w ON w.id = m.workspace AND w.deleted_at IS NULL
              JOIN person p ON p.id = m.person
             WHERE m.cap_nanos IS NOT NULL AND NOT m.cap_told
               AND (m.capped_at > :recent OR EXISTS (
                    SELECT FROM usage_run r
                     WHERE r.pool = w.creator AND r.workspace = m.workspace AND r.person = m.person
                       AND (r.stopped_at IS NULL OR r.stopped_at > :recent)))
            """)
        .param("recent", Timestamp.from(now.minus(RECENT)))
        .query((row, n) ->
            new Capped(
                new ResearcherId(row.getObject("creator", UUID.class)),
                new WorkspaceId(row.getObject("workspace", UUID.class)),
                row.getObject("person", UUID.class),
                row.getString("name"),
                Money.ofNanos(row.getLong("cap_nanos")),
                row.getTimestamp("capped_at").toInstant()))
        .list();
  }

  private void tell(Capped one) {
    transactions.executeWithoutResult(_ -> {
      jdbc.sql(
              """
              UPDATE workspace_member SET cap_told = true
               WHERE workspace = :workspace AND person = :person AND capped_at = :since
              """)
          .param("workspace", one.workspace().value())
          .param("person", one.person())
          .param("since", Timestamp.from(one.since()))
          .update();
      notices.tell(
          News.shareCap(
              one.workspace(), one.pool(), one.person(), one.name(), one.cap(), one.since()),
          List.of(one.person(), one.pool().value()));
    });
  }
}
