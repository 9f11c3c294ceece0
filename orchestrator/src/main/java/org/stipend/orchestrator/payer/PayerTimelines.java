package org.stipend.orchestrator.payer;

import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.time.Interval;
import org.stipend.cost.time.Timeline;

/** Who is to pay for each workspace of a pool from when on, as far as it is known now. */
@Component
public final class PayerTimelines {

  private static final String ALL =
      """
      WITH settled AS (
        SELECT o.workspace FROM payer_binding o
         WHERE o.kind = 'CREDIT' AND o.payer = :pool
           AND NOT EXISTS (SELECT 1 FROM payer_binding e
                            WHERE e.workspace = o.workspace AND e.bound_from < o.bound_from)),
      known AS (
        SELECT b.workspace, b.kind, b.payer, b.bound_from AS since, NULL::timestamptz AS until
          FROM settled JOIN payer_binding b USING (workspace)
        UNION ALL
        SELECT s.workspace, 'SUCCESSOR', s.account, s.ready_from, s.ready_to
          FROM settled JOIN payer_successor s USING (workspace))
      SELECT * FROM known
      UNION ALL
      SELECT NULL, 'OUTAGE', account, out_from, out_to FROM account_outage
       WHERE account IN (SELECT payer FROM known)
       ORDER BY since
      """;

  private final JdbcClient jdbc;

  PayerTimelines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of every workspace that a pool settles; they change with whole seconds. */
  public Map<WorkspaceId, WorkspacePayers> settledBy(ResearcherId pool) {
    var known = new Known();
    jdbc.sql(ALL).param("pool", pool.toString()).query(known::learn);
    Map<WorkspaceId, WorkspacePayers> payers = new HashMap<>();
    known.bound.forEach((workspace, bound) ->
        payers.put(
            workspace,
            WorkspacePayers.of(
                pool,
                bound,
                known.successors.getOrDefault(workspace, Timeline.empty()),
                account -> known.outages.getOrDefault(account, Timeline.empty()))));
    return payers;
  }

  /** The workspaces a pool is to pay for at an instant. */
  public Set<WorkspaceId> onCredit(ResearcherId pool, Instant at) {
    return which(pool, one -> one.isOnCreditAt(at));
  }

  /** Those of them in which machines have to stop if the credit ends at an instant. */
  public Set<WorkspaceId> endingWithCredit(ResearcherId pool, Instant at) {
    return which(pool, one -> one.endsWithCreditAt(at));
  }

  private Set<WorkspaceId> which(ResearcherId pool, Predicate<WorkspacePayers> wanted) {
    return settledBy(pool).entrySet().stream()
        .filter(one -> wanted.test(one.getValue()))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private static final class Known {
    private final Map<WorkspaceId, Timeline<Payer>> bound = new HashMap<>();
    private final Map<WorkspaceId, Timeline<Payer.LinkedAccount>> successors = new HashMap<>();
    private final Map<BillingAccountId, Timeline<String>> outages = new HashMap<>();

    void learn(ResultSet row) throws SQLException {
      String kind = row.getString("kind");
      String payer = row.getString("payer");
      Instant since = Interval.floor(row.getTimestamp("since").toInstant());
      switch (kind) {
        case "SUCCESSOR" ->
            change(successors, workspace(row), since, new Payer.LinkedAccount(account(row)), row);
        case "OUTAGE" -> change(outages, account(row), since, payer, row);
        default -> bind(workspace(row), since, PayerTable.payer(kind, payer));
      }
    }

    /** The first is from the beginning: clocks may disagree. */
    private void bind(WorkspaceId workspace, Instant since, Payer payer) {
      Timeline<Payer> before = bound.get(workspace);
      bound.put(
          workspace,
          before == null
              ? Timeline.<Payer>empty().from(Instant.MIN, payer)
              : before.from(since, payer));
    }

    private static <K, V> void change(
        Map<K, Timeline<V>> timelines, K key, Instant since, V value, ResultSet row)
        throws SQLException {
      Timeline<V> longer = timelines.getOrDefault(key, Timeline.empty()).from(since, value);
      @Nullable Timestamp until = row.getTimestamp("until");
      timelines.put(
          key, until == null ? longer : longer.absentFrom(Interval.floor(until.toInstant())));
    }

    private static WorkspaceId workspace(ResultSet row) throws SQLException {
      return new WorkspaceId(row.getObject("workspace", UUID.class));
    }

    private static BillingAccountId account(ResultSet row) throws SQLException {
      return new BillingAccountId(row.getString("payer"));
    }
  }
}
