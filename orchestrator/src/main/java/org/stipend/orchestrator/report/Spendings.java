package org.stipend.orchestrator.report;

import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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
import org.stipend.cost.ResearcherId;
import org.stipend.cost.UseId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.books.Entry;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.access.PersonRef;

/** What a workspace cost, from the books and from what is still to be booked, by run. */
@Component
final class Spendings {

  private static final String RUN =
      """
      r.id AS run, r.tool, r.type, r.resource, r.person, o.name AS person_name,
      r.started_at, r.stopped_at, r.launch_failed, u.sku_key
      """;

  private final JdbcClient jdbc;

  Spendings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What was booked of days; added up where it lies within one of them. */
  List<Spent> booked(WorkspaceId workspace, Days days) {
    return jdbc.sql(
            """
            SELECT %s, a.name AS account, min(s.from_at) AS from_at, max(s.to_at) AS to_at,
                   -sum(p.amount_nanos)::bigint AS nanos
              FROM charge_line l
              JOIN journal j ON j.charge_line = l.id
              JOIN usage_part u ON u.use_id = split_part(j.fact, '/', 2)::uuid
              JOIN usage_run r ON r.id = u.run
              JOIN person o ON o.id = r.person
              JOIN posting p ON p.journal = j.id
              JOIN account a ON a.id = p.account AND a.kind <> 'CONSUMED'
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN j.usage_from = j.usage_to AND r.started_at < j.usage_from
                               THEN j.usage_from - interval '1 second' ELSE j.usage_from END AS from_at,
                          CASE WHEN j.usage_from = j.usage_to AND r.started_at >= j.usage_from
                               THEN j.usage_to + interval '1 second' ELSE j.usage_to END AS to_at) s
             CROSS JOIN LATERAL (
                   SELECT width_bucket(s.from_at, CAST(:borders AS timestamptz[])) AS first,
                          width_bucket(s.to_at - interval '1 second', CAST(:borders AS timestamptz[])) AS last) d
             WHERE l.workspace = :workspace AND s.from_at < :end AND s.to_at > :start
             GROUP BY r.id, o.name, u.sku_key, a.name, d.first, CASE WHEN d.first <> d.last THEN j.id END
            """
                .formatted(RUN))
        .param("workspace", workspace.value())
        .param("borders", days.borders().stream().map(Instant::toString).toArray(String[]::new))
        .param("start", Timestamp.from(days.start()))
        .param("end", Timestamp.from(days.end()))
        .query((row, n) -> {
          Spent.Run run = run(row);
          return new Spent(
              run,
              row.getString("sku_key"),
              Account.parse(row.getString("account")),
              run.stretch(
                  row.getTimestamp("from_at").toInstant(), row.getTimestamp("to_at").toInstant()),
              Money.ofNanos(row.getLong("nanos")),
              true);
        })
        .list();
  }

  /** What is still to be booked of a workspace. */
  List<Spent> unbooked(WorkspaceId workspace, List<Entry> entries) {
    Set<UseId> uses = entries.stream().flatMap(entry -> entry.use().stream()).collect(toSet());
    Map<UseId, Part> parts = parts(workspace, uses);
    List<Spent> spent = new ArrayList<>();
    for (Entry entry : entries) {
      entry
          .use()
          .map(parts::get) // none: of another workspace
          .ifPresent(part -> spent.addAll(part.spent(entry)));
    }
    return spent;
  }

  private record Part(Spent.Run run, String sku) {

    List<Spent> spent(Entry entry) {
      Interval usage = entry.transaction().usage();
      Interval stretch = run.stretch(usage.start(), usage.end());
      return entry.transaction().postings().stream()
          .filter(one -> one.account().kind() != Account.Kind.CONSUMED)
          .map(one -> new Spent(run, sku, one.account(), stretch, one.amount().negated(), false))
          .toList();
    }
  }

  private Map<UseId, Part> parts(WorkspaceId workspace, Set<UseId> uses) {
    Map<UseId, Part> parts = new HashMap<>();
    jdbc.sql(
            """
            SELECT u.use_id, %s
              FROM usage_part u JOIN usage_run r ON r.id = u.run JOIN person o ON o.id = r.person
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
