package org.stipend.orchestrator.report;

import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Tool;
import org.stipend.cost.PriceId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.UseId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.books.Entry;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.access.WorkspaceRef;

/** What a workspace cost, from the books and from what is still to be booked, by run. */
@Component
final class Spendings {

  private static final String RUN =
      """
      r.id AS run, r.tool, r.type, r.resource, r.person, o.name AS person_name,
      r.started_at, r.stopped_at, r.launch_failed, u.sku_key,
      w.id AS workspace, w.name AS workspace_name, w.deleted_at IS NOT NULL AS workspace_deleted
      """;

  private final JdbcClient jdbc;

  Spendings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What was booked of a workspace's days, whoever paid. */
  List<Spent> booked(WorkspaceId workspace, Days days) {
    return booked(workspace.value(), "l.workspace = :whose", "true", days);
  }

  /** What was booked of days on somebody's accounts: their credit, and what spared it. */
  List<Spent> booked(ResearcherId person, Days days) {
    return booked(person.value(), "j.researcher = :whose", "a.researcher = :whose", days);
  }

  /** Added up where it lies within one of the days. */
  private List<Spent> booked(UUID whose, String journals, String accounts, Days days) {
    return jdbc.sql(
            """
            SELECT %s, l.price, l.month, j.kind, p.account, min(s.from_at) AS from_at, max(s.to_at) AS to_at,
                   sum(p.quantity)::bigint AS quantity, sum(p.nanos)::bigint AS nanos
              FROM charge_line l
              JOIN journal j ON j.charge_line = l.id
              JOIN usage_part u ON u.use_id = split_part(j.fact, '/', 2)::uuid
              JOIN usage_run r ON r.id = u.run
              JOIN person o ON o.id = r.person
              JOIN workspace w ON w.id = r.workspace
             CROSS JOIN LATERAL (
                   SELECT min(a.name) AS account, -sum(x.amount_nanos) AS nanos,
                          CASE WHEN min(x.line) = 1 THEN j.quantity ELSE 0 END AS quantity
                     FROM posting x JOIN account a ON a.id = x.account
                    WHERE x.journal = j.id AND a.kind <> 'CONSUMED' AND %s
                    GROUP BY a.kind, CASE WHEN a.kind <> 'CREDIT' THEN a.id END) p
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN j.usage_from = j.usage_to AND r.started_at < j.usage_from
                               THEN j.usage_from - interval '1 second' ELSE j.usage_from END AS from_at,
                          CASE WHEN j.usage_from = j.usage_to AND r.started_at >= j.usage_from
                               THEN j.usage_to + interval '1 second' ELSE j.usage_to END AS to_at) s
             CROSS JOIN LATERAL (
                   SELECT width_bucket(s.from_at, CAST(:borders AS timestamptz[])) AS first,
                          width_bucket(s.to_at - interval '1 second', CAST(:borders AS timestamptz[])) AS last) d
             WHERE %s AND j.usage_to >= :start AND j.usage_from <= :end
               AND s.from_at < :end AND s.to_at > :start
             GROUP BY r.id, o.name, w.id, u.sku_key, l.id, j.kind, p.account,
                      d.first, CASE WHEN d.first <> d.last THEN j.id END
            """
                .formatted(RUN, accounts, journals))
        .param("whose", whose)
        .param("borders", days.borders().stream().map(Instant::toString).toArray(String[]::new))
        .param("start", Timestamp.from(days.start()))
        .param("end", Timestamp.from(days.end()))
        .query(Spendings::spent)
        .list();
  }

  private static Spent spent(ResultSet row, int n) throws SQLException {
    Spent.Run run = run(row);
    LocalDate month = row.getObject("month", LocalDate.class);
    return new Spent(
        run,
        new Spent.Line(
            row.getString("sku_key"),
            new PriceId(row.getObject("price", UUID.class)),
            BillingMonth.of(month.getYear(), month.getMonthValue()),
            Transaction.Kind.valueOf(row.getString("kind"))),
        Account.parse(row.getString("account")),
        run.stretch(row.getTimestamp("from_at").toInstant(), row.getTimestamp("to_at").toInstant()),
        row.getLong("quantity"),
        Money.ofNanos(row.getLong("nanos")),
        true);
  }

  /** What is still to be booked of a workspace. */
  List<Spent> unbooked(WorkspaceId workspace, List<Entry> entries) {
    Set<UseId> uses = entries.stream().flatMap(entry -> entry.use().stream()).collect(toSet());
    Map<UseId, Part> parts = parts(workspace, uses);
    List<Spent> spent = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.line() instanceof ChargeLine.Key line) {
        entry
            .use()
            .map(parts::get) // none: of another workspace
            .ifPresent(part -> spent.addAll(part.spent(entry, line)));
      }
    }
    return spent;
  }

  private record Part(Spent.Run run, String sku) {

    List<Spent> spent(Entry entry, ChargeLine.Key key) {
      Transaction transaction = entry.transaction();
      Interval usage = transaction.usage();
      Interval stretch = run.stretch(usage.start(), usage.end());
      var line = new Spent.Line(sku, key.price(), key.month(), transaction.kind());
      List<Spent> spent = new ArrayList<>();
      for (Posting one : transaction.postings()) {
        if (one.account().kind() != Account.Kind.CONSUMED) {
          long used = spent.isEmpty() ? entry.quantity() : 0;
          spent.add(
              new Spent(run, line, one.account(), stretch, used, one.amount().negated(), false));
        }
      }
      return spent;
    }
  }

  private Map<UseId, Part> parts(WorkspaceId workspace, Set<UseId> uses) {
    Map<UseId, Part> parts = new HashMap<>();
    jdbc.sql(
            """
            SELECT u.use_id, %s
              FROM usage_part u
              JOIN usage_run r ON r.id = u.run
              JOIN person o ON o.id = r.person
              JOIN workspace w ON w.id = r.workspace
             WHERE r.workspace = :workspace AND u.use_id = ANY (:uses)
            """
                .formatted(RUN))
        .param("workspace", workspace.value())
        .param("uses", uses.stream().map(UseId::value).toArray(UUID[]::new))
        .query(row -> {
          parts.put(
              new UseId(row.getObject("use_id", UUID.class)),
              new Part(run(row), row.getString("sku_key")));
        });
    return parts;
  }

  private static Spent.Run run(ResultSet row) throws SQLException {
    String tool = row.getString("tool");
    return new Spent.Run(
        row.getObject("run", UUID.class),
        new WorkspaceRef(
            row.getObject("workspace", UUID.class),
            row.getString("workspace_name"),
            row.getBoolean("workspace_deleted")),
        tool == null ? null : Tool.valueOf(tool),
        row.getString("type"),
        row.getObject("resource", UUID.class),
        new PersonRef(row.getObject("person", UUID.class), row.getString("person_name")),
        row.getTimestamp("started_at").toInstant(),
        instant(row, "stopped_at"),
        row.getBoolean("launch_failed"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  /** Whose credit it is. */
  String nameOf(ResearcherId pool) {
    return jdbc.sql("SELECT name FROM person WHERE id = :id")
        .param("id", pool.value())
        .query(String.class)
        .single();
  }
}
