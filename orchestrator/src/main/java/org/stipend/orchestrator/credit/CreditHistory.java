package org.stipend.orchestrator.credit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Tool;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.books.Entry;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.WorkspaceRef;
import org.stipend.orchestrator.payer.PayerTimelines;

/** What the books say about a pool's past. */
@Component
final class CreditHistory {

  private static final int MOST_POINTS = 120;
  private static final int MOST_RESTORABLE = 50;

  private final JdbcClient jdbc;
  private final PayerTimelines payers;

  CreditHistory(JdbcClient jdbc, PayerTimelines payers) {
    this.jdbc = jdbc;
    this.payers = payers;
  }

  /** Booked as breakage. */
  Money expired(ResearcherId owner) {
    return Money.ofNanos(
        jdbc.sql(
                """
                SELECT coalesce(sum(p.amount_nanos), 0)::bigint
                  FROM journal j JOIN posting p ON p.journal = j.id JOIN account a ON a.id = p.account
                 WHERE j.researcher = :owner AND a.kind = 'BREAKAGE'
                """)
            .param("owner", owner.value())
            .query(Long.class)
            .single());
  }

  /** What an account of the platform has paid for use since an instant. */
  Money paidFrom(Account account, Instant since) {
    return Money.ofNanos(
        jdbc.sql(
                """
                SELECT coalesce(-sum(p.amount_nanos), 0)::bigint
                  FROM posting p JOIN journal j ON j.id = p.journal JOIN account a ON a.id = p.account
                 WHERE a.name = :account AND j.usage_from >= :since
                """)
            .param("account", account.name())
            .param("since", Timestamp.from(since))
            .query(Long.class)
            .single());
  }

  /** The balance over time, few points, up to now; what came or went at once is a step of two. */
  List<CreditView.PointView> until(ResearcherId owner, Instant now, Money available) {
    List<CreditView.PointView> all = new ArrayList<>();
    jdbc.sql(
            """
            SELECT j.usage_to, sum(sum(p.amount_nanos)) OVER (ORDER BY j.usage_to)::bigint AS balance,
                   coalesce(sum(p.amount_nanos) FILTER (WHERE j.usage_from = j.usage_to), 0)::bigint AS at_once
              FROM account a JOIN posting p ON p.account = a.id JOIN journal j ON j.id = p.journal
             WHERE a.researcher = :owner AND a.kind = 'CREDIT'
             GROUP BY j.usage_to ORDER BY j.usage_to
            """)
        .param("owner", owner.value())
        .query(row -> {
          Instant at = row.getTimestamp("usage_to").toInstant();
          long balance = row.getLong("balance");
          long atOnce = row.getLong("at_once");
          if (atOnce != 0 && !all.isEmpty()) {
            all.add(new CreditView.PointView(at, Money.ofNanos(balance - atOnce)));
          }
          all.add(new CreditView.PointView(at, Money.ofNanos(balance)));
        });
    int step = Math.max(1, Math.ceilDiv(all.size(), MOST_POINTS));
    List<CreditView.PointView> few = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      few.add(all.get(i));
    }
    few.add(new CreditView.PointView(now, available));
    return few;
  }

  /** Who spent how much where, most first; what is not booked yet included. */
  List<CreditView.SpenderView> spenders(ResearcherId owner, List<Entry> unbooked) {
    Map<UUID, Money> pending = pending(unbooked);
    Map<List<UUID>, CreditView.SpenderView> spenders = new HashMap<>();
    jdbc.sql(
            """
            SELECT u.resource, w.id AS workspace, w.name AS workspace_name,
                   w.deleted_at IS NOT NULL AS workspace_deleted,
                   o.id AS person, o.name AS person_name,
                   coalesce((SELECT -sum(p.amount_nanos)
                               FROM charge_line l JOIN posting p ON p.charge_line = l.id
                               JOIN account a ON a.id = p.account
                              WHERE l.resource = u.resource AND l.researcher = :owner
                                AND a.kind = 'CREDIT'), 0)::bigint AS spent
              FROM (SELECT DISTINCT resource, workspace, person FROM usage_run WHERE pool = :owner) u
              JOIN workspace w ON w.id = u.workspace
              JOIN person o ON o.id = u.person
            """)
        .param("owner", owner.value())
        .query(row -> {
          CreditView.SpenderView one = spender(row, pending);
          spenders.merge(
              List.of(one.workspace().id(), one.person().id()), one, CreditHistory::together);
        });
    return spenders.values().stream()
        .filter(spender -> spender.amount().isPositive())
        .sorted(
            Comparator.comparing(CreditView.SpenderView::amount)
                .reversed()
                .thenComparing(spender -> spender.workspace().id().toString())
                .thenComparing(spender -> spender.person().id().toString()))
        .toList();
  }

  /** What is still to be booked on credit, by resource. */
  private static Map<UUID, Money> pending(List<Entry> unbooked) {
    Map<UUID, Money> pending = new HashMap<>();
    for (Entry entry : unbooked) {
      if (entry.line() != null) {
        UUID resource = entry.line().resource().value();
        entry.transaction().postings().stream()
            .filter(posting -> posting.account().kind() == Account.Kind.CREDIT)
            .forEach(posting -> pending.merge(resource, posting.amount().negated(), Money::plus));
      }
    }
    return pending;
  }

  private static CreditView.SpenderView spender(ResultSet row, Map<UUID, Money> pending)
      throws SQLException {
    Money booked = Money.ofNanos(row.getLong("spent"));
    UUID resource = row.getObject("resource", UUID.class);
    return new CreditView.SpenderView(
        new WorkspaceRef(
            row.getObject("workspace", UUID.class),
            row.getString("workspace_name"),
            row.getBoolean("workspace_deleted")),
        new PersonRef(row.getObject("person", UUID.class), row.getString("person_name")),
        booked.plus(pending.getOrDefault(resource, Money.ZERO)));
  }

  private static CreditView.SpenderView together(
      CreditView.SpenderView one, CreditView.SpenderView other) {
    return new CreditView.SpenderView(
        one.workspace(), one.person(), one.amount().plus(other.amount()));
  }

  /** A runtime that the end of the credit stopped. */
  record Stopped(CreditView.RestorableView runtime, String machineType) {}

  /** What the end of the credit stopped and nobody has started since. */
  List<Stopped> stopped(ResearcherId owner) {
    List<UUID> workspaces =
        payers.settledBy(owner).keySet().stream().map(WorkspaceId::value).toList();
    if (workspaces.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            SELECT r.id, r.tool, r.machine_type, w.id AS workspace, w.name
              FROM runtime r JOIN workspace w ON w.id = r.workspace
             WHERE r.workspace IN (:workspaces) AND r.desired = 'STOPPED' AND r.cause IN ('CREDIT', 'PAYER') AND r.state = 'STOPPED'
             ORDER BY r.since DESC, r.id LIMIT :limit
            """)
        .param("workspaces", workspaces)
        .param("limit", MOST_RESTORABLE)
        .query((row, n) ->
            new Stopped(
                new CreditView.RestorableView(
                    row.getObject("id", UUID.class),
                    new WorkspaceRef(
                        row.getObject("workspace", UUID.class), row.getString("name"), false),
                    Tool.valueOf(row.getString("tool"))),
                row.getString("machine_type")))
        .list();
  }
}
