package org.stipend.orchestrator.funding;

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
import org.stipend.cost.funding.Charge;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.access.PersonRef;

/** What the books say about a pool's past. */
@Component
final class CreditHistory {

  private static final int MOST_POINTS = 120;
  private static final int MOST_RESTORABLE = 50;

  private final JdbcClient jdbc;

  CreditHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
  List<CreditView.SpenderView> spenders(ResearcherId owner, List<Charge> unsettled) {
    Map<UUID, Money> pending = new HashMap<>();
    for (Charge charge : unsettled) {
      charge.shares().stream()
          .filter(share -> share.account().kind() == Account.Kind.CREDIT)
          .forEach(share ->
              pending.merge(charge.line().resource().value(), share.amount(), Money::plus));
    }
    Map<List<UUID>, CreditView.SpenderView> spenders = new HashMap<>();
    jdbc.sql(
            """
            SELECT u.resource, w.id AS workspace, w.name AS workspace_name,
                   o.id AS person, o.name AS person_name,
                   coalesce((SELECT -sum(p.amount_nanos)
                               FROM charge_line l JOIN posting p ON p.charge_line = l.id
                               JOIN account a ON a.id = p.account
                              WHERE l.resource = u.resource AND l.researcher = :owner
                                AND a.kind = 'CREDIT'), 0)::bigint AS spent
              FROM (SELECT DISTINCT resource, workspace FROM usage_run WHERE researcher = :owner) u
              JOIN workspace w ON w.id = u.workspace
              LEFT JOIN runtime r ON r.id = u.resource
              LEFT JOIN disk d ON d.id = u.resource
              JOIN person o ON o.id = coalesce(r.owner, d.owner, w.creator)
            """)
        .param("owner", owner.value())
        .query(row -> {
          UUID resource = row.getObject("resource", UUID.class);
          UUID workspace = row.getObject("workspace", UUID.class);
          UUID person = row.getObject("person", UUID.class);
          Money spent =
              Money.ofNanos(row.getLong("spent")).plus(pending.getOrDefault(resource, Money.ZERO));
          spenders.merge(
              List.of(workspace, person),
              new CreditView.SpenderView(
                  new CreditView.WorkspaceRef(workspace, row.getString("workspace_name")),
                  new PersonRef(person, row.getString("person_name")),
                  spent),
              (one, other) ->
                  new CreditView.SpenderView(
                      one.workspace(), one.person(), one.amount().plus(other.amount())));
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

  /** A runtime that the end of the credit stopped. */
  record Stopped(CreditView.RestorableView runtime, String machineType) {}

  /** What the end of the credit stopped and nobody has started since. */
  List<Stopped> stopped(ResearcherId owner) {
    return jdbc.sql(
            """
            SELECT r.id, r.tool, r.machine_type, w.id AS workspace, w.name
              FROM runtime r JOIN workspace w ON w.id = r.workspace
             WHERE w.creator = :owner AND r.desired = 'STOPPED' AND r.cause = 'CREDIT' AND r.state = 'STOPPED'
             ORDER BY r.since DESC, r.id LIMIT :limit
            """)
        .param("owner", owner.value())
        .param("limit", MOST_RESTORABLE)
        .query((row, n) ->
            new Stopped(
                new CreditView.RestorableView(
                    row.getObject("id", UUID.class),
                    new CreditView.WorkspaceRef(
                        row.getObject("workspace", UUID.class), row.getString("name")),
                    Tool.valueOf(row.getString("tool"))),
                row.getString("machine_type")))
        .list();
  }
}
