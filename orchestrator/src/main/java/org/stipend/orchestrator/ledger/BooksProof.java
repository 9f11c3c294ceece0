package org.stipend.orchestrator.ledger;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is true of the books by themselves, by arithmetic of the database and not of our code. */
@Component
@Order(1)
final class BooksProof implements ProofCheck {

  private static final int EXAMPLES = 5;

  private final JdbcClient jdbc;

  BooksProof(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Result> run() {
    return List.of(
        check("Every journal sums to zero", "journal", JOURNALS),
        check("All accounts together sum to zero", "account", ACCOUNTS),
        check("Credit is never below zero", "account WHERE kind = 'CREDIT'", CREDIT),
        check(
            "Each kept balance equals the sum of its postings",
            "account WHERE kind = 'CREDIT'",
            BALANCES),
        check(
            "Granted = spent + available + expired + revoked, for each grant",
            "credit_grant",
            GRANTS),
        check("No grant pays for use outside its time", "credit_grant", GRANT_TIMES),
        check(
            "Every reversal mirrors what it reverses, once",
            "journal WHERE kind = 'REVERSAL'",
            REVERSALS),
        check("Posted = rounded exact cost, for each charge line", "charge_line", ROUNDING),
        check("Each charge line holds what its journals say", "charge_line", LINES),
        check(
            "Each charge line holds the seconds that were used, minima included",
            "charge_line",
            SECONDS),
        check("Every second of every run has exactly one payer", "usage_part", TILES),
        check("Every workspace has exactly one payer since it exists", "workspace", BINDINGS));
  }

  /**
   * @param wrong a query with a text column for each thing that is not so
   */
  private Result check(String name, String counted, String wrong) {
    long checked = jdbc.sql("SELECT count(*) FROM " + counted).query(Long.class).single();
    List<String> examples =
        jdbc.sql("SELECT * FROM (" + wrong + ") wrong LIMIT " + EXAMPLES)
            .query(String.class)
            .list();
    return Result.of(name, checked, examples);
  }

  private static final String JOURNALS =
      """
      SELECT 'journal ' || j.id || ' sums to ' || coalesce(sum(p.amount_nanos), 0) || ' over ' || count(p.journal)
        FROM journal j LEFT JOIN posting p ON p.journal = j.id
       GROUP BY j.id HAVING coalesce(sum(p.amount_nanos), 0) <> 0 OR count(p.journal) < 2
      """;

  private static final String ACCOUNTS =
      "SELECT 'the sum is ' || sum(amount_nanos) FROM posting HAVING sum(amount_nanos) <> 0";

  private static final String CREDIT =
      """
      SELECT name || ' is ' || balance_nanos FROM account
       WHERE kind = 'CREDIT' AND (balance_nanos IS NULL OR balance_nanos < 0)
      """;

  private static final String BALANCES =
      """
      SELECT a.name || ' keeps ' || a.balance_nanos || ', its postings sum to ' || coalesce(sum(p.amount_nanos), 0)
        FROM account a LEFT JOIN posting p ON p.account = a.id
       WHERE a.kind = 'CREDIT'
       GROUP BY a.id HAVING a.balance_nanos <> coalesce(sum(p.amount_nanos), 0)
      """;

  private static final String GRANTS =
      """
      SELECT 'grant ' || g.id || ': granted ' || g.amount_nanos || ', booked ' || b.granted || ', spent ' || b.spent
             || ', available ' || a.balance_nanos || ', expired ' || b.expired || ', revoked ' || b.revoked
        FROM credit_grant g
        LEFT JOIN account a ON a.name = 'credit:' || g.id
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(p.amount_nanos) FILTER (WHERE k.kind = 'GRANT'), 0) AS granted,
                 coalesce(-sum(p.amount_nanos) FILTER (WHERE k.kind = 'REVOKE'), 0) AS revoked,
                 coalesce(-sum(p.amount_nanos) FILTER (WHERE k.kind = 'EXPIRE'), 0) AS expired,
                 coalesce(-sum(p.amount_nanos) FILTER (WHERE p.charge_line IS NOT NULL), 0) AS spent
            FROM posting p JOIN journal j ON j.id = p.journal
            LEFT JOIN journal o ON o.id = j.reverses_journal
            CROSS JOIN LATERAL (SELECT coalesce(o.kind, j.kind) AS kind) k
           WHERE p.account = a.id) b
       WHERE a.id IS NULL OR b.granted <> g.amount_nanos
          OR b.granted <> b.spent + a.balance_nanos + b.expired + b.revoked
          OR b.spent < 0 OR b.expired < 0
          OR b.revoked <> (SELECT coalesce(sum(r.amount_nanos), 0) FROM grant_revocation r WHERE r.grant_id = g.id)
      """;

  private static final String GRANT_TIMES =
      """
      SELECT 'journal ' || j.id || ' draws on grant ' || g.id || ' for use from ' || j.usage_from || ' to ' || j.usage_to
        FROM credit_grant g
        JOIN account a ON a.name = 'credit:' || g.id
        JOIN posting p ON p.account = a.id AND p.charge_line IS NOT NULL
        JOIN journal j ON j.id = p.journal
       WHERE j.usage_from < g.effective_at OR j.usage_to > g.expires_at
      """;

  private static final String REVERSALS =
      """
      SELECT 'journal ' || r.id || ' does not mirror ' || o.id
        FROM journal r JOIN journal o ON o.id = r.reverses_journal
       WHERE r.quantity <> -o.quantity
          OR EXISTS (SELECT 1 FROM posting p WHERE p.journal IN (r.id, o.id)
                      GROUP BY p.account HAVING sum(p.amount_nanos) <> 0)
      """;

  /** Half-even by hand: PostgreSQL's round() goes away from zero. */
  private static final String ROUNDING =
      """
      SELECT 'charge line ' || id || ' posted ' || posted_nanos || ' of exactly ' || n || '/' || d
        FROM (SELECT l.id, l.posted_nanos,
                     (p.units::numeric * 1000000000 + p.nanos) * l.cum_quantity AS n,
                     p.sub_units::numeric * CASE p.unit_seconds
                       WHEN 'HOUR' THEN 3600
                       ELSE extract(epoch FROM (l.month + interval '1 month')::timestamp - l.month::timestamp)::bigint
                     END AS d
                FROM charge_line l JOIN price p ON p.id = l.price) x
        CROSS JOIN LATERAL (SELECT div(n, d) AS q, mod(n, d) AS r) y
       WHERE posted_nanos <> q + CASE WHEN r > d - r OR (r = d - r AND mod(q, 2) = 1) THEN 1 ELSE 0 END
      """;

  private static final String LINES =
      """
      SELECT 'charge line ' || l.id || ' holds ' || l.cum_quantity || ' for ' || l.posted_nanos
             || ', its journals ' || b.quantity || ' for ' || b.posted
        FROM charge_line l
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(j.quantity), 0) AS quantity,
                 coalesce(sum((SELECT sum(p.amount_nanos) FROM posting p JOIN account a ON a.id = p.account
                                WHERE p.journal = j.id AND a.kind = 'CONSUMED')), 0) AS posted
            FROM journal j WHERE j.charge_line = l.id) b
       WHERE b.quantity <> l.cum_quantity OR b.posted <> l.posted_nanos
      """;

  private static final String SECONDS =
      """
      SELECT 'charge line ' || l.id || ' holds ' || l.cum_quantity || ', used were ' || u.used + m.owed
        FROM charge_line l
        JOIN price p ON p.id = l.price
        CROSS JOIN LATERAL (
          SELECT greatest(p.effective_from, l.month::timestamp AT TIME ZONE 'UTC') AS opens,
                 least(coalesce(p.effective_to, 'infinity'),
                       (l.month + interval '1 month')::timestamp AT TIME ZONE 'UTC') AS closes) span
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(s.quantity * greatest(0, extract(epoch FROM
                   least(s.settled_to, span.closes) - greatest(s.start_at, span.opens))::bigint)), 0) AS used
            FROM usage_segment s
           WHERE s.resource_kind = l.resource_kind AND s.resource = l.resource AND s.sku_key = l.sku_key) u
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(q.quantity * (60 - t.ran)), 0) AS owed
            FROM usage_run r
            JOIN usage_part q ON q.run = r.id AND q.sku_key = l.sku_key
            CROSS JOIN LATERAL (
              SELECT extract(epoch FROM r.stopped_at - r.started_at)::bigint AS ran,
                     greatest(r.started_at, r.stopped_at - interval '1 second') AS last_second) t
           WHERE r.resource_kind = l.resource_kind AND r.resource = l.resource AND r.resource_kind = 'MACHINE'
             AND t.ran < 60 AND t.last_second >= span.opens AND t.last_second < span.closes
             AND NOT EXISTS (SELECT 1 FROM usage_segment o WHERE o.run = r.id AND NOT o.finished)) m
       WHERE l.cum_quantity <> u.used + m.owed
      """;

  private static final String TILES =
      """
      SELECT 'run ' || run || ' ' || sku_key || ' from ' || started_at || ': ' || string_agg(fault, ', ')
        FROM (SELECT q.run, q.sku_key, r.started_at,
                     CASE WHEN s.id IS NULL THEN 'nobody pays'
                          WHEN s.start_at <> coalesce(lag(s.end_at) OVER chain, r.started_at) THEN 'a gap before ' || s.start_at
                          WHEN s.end_at IS NULL AND r.stopped_at IS NOT NULL THEN 'goes on after its end'
                          WHEN lead(s.id) OVER chain IS NULL AND s.end_at IS DISTINCT FROM r.stopped_at THEN 'ends too early'
                          WHEN s.quantity <> q.quantity THEN 'another quantity'
                     END AS fault
                FROM usage_part q
                JOIN usage_run r ON r.id = q.run
                LEFT JOIN usage_segment s ON s.run = q.run AND s.sku_key = q.sku_key
              WINDOW chain AS (PARTITION BY q.run, q.sku_key ORDER BY s.start_at, s.end_at NULLS LAST)) chains
       WHERE fault IS NOT NULL
       GROUP BY run, sku_key, started_at
      """;

  private static final String BINDINGS =
      """
      SELECT 'workspace ' || w.id || ' has ' || count(b.workspace) || ' bindings, open '
             || count(*) FILTER (WHERE b.bound_to IS NULL AND b.workspace IS NOT NULL)
        FROM workspace w LEFT JOIN payer_binding b ON b.workspace = w.id
       GROUP BY w.id
      HAVING count(*) FILTER (WHERE b.bound_to IS NULL AND b.workspace IS NOT NULL) <> 1
          OR min(b.bound_from) > w.created_at
          OR count(*) FILTER (WHERE b.bound_to IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM payer_binding n WHERE n.workspace = b.workspace AND n.bound_from = b.bound_to)) > 0
      """;
}
