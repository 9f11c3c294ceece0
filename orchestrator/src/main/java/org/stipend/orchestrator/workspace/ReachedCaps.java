package org.stipend.orchestrator.workspace;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.books.PoolBooks;
import org.stipend.orchestrator.books.Settled;
import org.stipend.orchestrator.books.Shares;
import org.stipend.orchestrator.notice.News;
import org.stipend.orchestrator.notice.Notices;
import org.stipend.orchestrator.payer.PayerTimelines;

/**
 * Tells a member, and whose credit pays, that the member has spent their cap: once for each cap.
 */
@Component
final class ReachedCaps implements Settled {

  private final JdbcClient jdbc;
  private final PayerTimelines payers;
  private final PoolBooks books;
  private final Shares shares;
  private final Notices notices;

  ReachedCaps(
      JdbcClient jdbc, PayerTimelines payers, PoolBooks books, Shares shares, Notices notices) {
    this.jdbc = jdbc;
    this.payers = payers;
    this.books = books;
    this.shares = shares;
    this.notices = notices;
  }

  private record Capped(WorkspaceId workspace, UUID person, String name, Money cap, Instant since) {

    boolean hasSpent(Money share) {
      return !share.isLessThan(cap);
    }
  }

  @Override
  public void settled(ResearcherId pool, Instant now) {
    List<Capped> capped = capped(pool, now);
    if (capped.isEmpty()) {
      return;
    }
    books
        .look(pool, now)
        .ifPresent(look ->
            capped.stream()
                .collect(groupingBy(Capped::workspace, LinkedHashMap::new, toList()))
                .forEach((workspace, members) -> {
                  Map<UUID, Money> spent = shares.in(workspace, look.draft());
                  members.stream()
                      .filter(one -> one.hasSpent(spent.getOrDefault(one.person(), Money.ZERO)))
                      .forEach(one -> reached(pool, one));
                }));
  }

  private List<Capped> capped(ResearcherId pool, Instant now) {
    return jdbc.sql(
            """
            SELECT m.workspace, m.person, p.name, m.cap_nanos, m.capped_at
              FROM workspace_member m JOIN person p ON p.id = m.person
             WHERE m.workspace = ANY (:workspaces) AND m.cap_nanos IS NOT NULL
             ORDER BY m.workspace, m.person
            """)
        .param(
            "workspaces",
            payers.onCredit(pool, now).stream().map(WorkspaceId::value).toArray(UUID[]::new))
        .query((row, n) ->
            new Capped(
                new WorkspaceId(row.getObject("workspace", UUID.class)),
                row.getObject("person", UUID.class),
                row.getString("name"),
                Money.ofNanos(row.getLong("cap_nanos")),
                row.getTimestamp("capped_at").toInstant()))
        .list();
  }

  private void reached(ResearcherId pool, Capped one) {
    notices.tell(
        News.shareCap(one.workspace(), pool, one.person(), one.name(), one.cap(), one.since()),
        List.of(one.person(), pool.value()));
  }
}
