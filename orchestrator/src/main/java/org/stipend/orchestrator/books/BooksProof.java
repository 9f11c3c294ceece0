package org.stipend.orchestrator.books;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.ledger.SqlProof;

/** What is true of charge lines and tiles, by arithmetic of the database and not of our code. */
@Component
@Order(3)
final class BooksProof implements ProofCheck {

  private final SqlProof sql;

  BooksProof(SqlProof sql) {
    this.sql = sql;
  }

  @Override
  public List<Result> run() {
    return List.of(
        sql.check("Posted = rounded exact cost, for each charge line", "charge_line", ROUNDING),
        sql.check("Each charge line holds what its journals say", "charge_line", LINES),
        sql.check(
            "Each charge line holds the seconds that were used, minima included",
            "charge_line",
            SECONDS),
        sql.check("Every second of every use has exactly one payer", "usage_part", TILES));
  }

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
        CROSS JOIN LATERAL (
          SELECT coalesce(sum((m.unposted ->> l.id::text)::bigint), 0) AS quantity
            FROM pool_mark m WHERE m.researcher = l.researcher AND m.unposted IS NOT NULL) u
       WHERE b.quantity + u.quantity <> l.cum_quantity OR b.posted <> l.posted_nanos
      """;

  /** Of pools whose books say what is known. */
  private static final String SECONDS =
      """
      SELECT 'charge line ' || l.id || ' holds ' || l.cum_quantity || ', used were ' || u.used + m.owed
        FROM charge_line l
        JOIN credit_pool c ON c.researcher = l.researcher AND c.stale_since IS NULL
        JOIN price p ON p.id = l.price
        CROSS JOIN LATERAL (
          SELECT greatest(p.effective_from, l.month::timestamp AT TIME ZONE 'UTC') AS opens,
                 least(coalesce(p.effective_to, 'infinity'),
                       (l.month + interval '1 month')::timestamp AT TIME ZONE 'UTC') AS closes) span
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(q.quantity * greatest(0, extract(epoch FROM
                   least(r.stopped_at, c.settled_to, span.closes) - greatest(r.started_at, span.opens))::bigint)), 0) AS used
            FROM usage_run r JOIN usage_part q ON q.run = r.id AND q.sku_key = l.sku_key
           WHERE r.resource_kind = l.resource_kind AND r.resource = l.resource) u
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(q.quantity * (60 - t.ran)), 0) AS owed
            FROM usage_run r
            JOIN usage_part q ON q.run = r.id AND q.sku_key = l.sku_key
            CROSS JOIN LATERAL (
              SELECT extract(epoch FROM r.stopped_at - r.started_at)::bigint AS ran,
                     greatest(r.started_at, r.stopped_at - interval '1 second') AS last_second) t
           WHERE r.resource_kind = l.resource_kind AND r.resource = l.resource AND r.resource_kind = 'MACHINE'
             AND t.ran < 60 AND t.last_second >= span.opens AND t.last_second < span.closes
             AND r.stopped_at <= c.settled_to) m
       WHERE l.cum_quantity <> u.used + m.owed
      """;

  /** Of pools whose books say what is known, as far as they are settled. */
  private static final String TILES =
      """
      SELECT 'use ' || use_id || ' from ' || started_at || ': ' || string_agg(fault, ', ')
        FROM (SELECT q.use_id, r.started_at,
                     CASE WHEN t.use_id IS NULL THEN 'nobody pays'
                          WHEN t.start_at <> coalesce(lag(t.end_at) OVER chain, r.started_at) THEN 'a gap before ' || t.start_at
                          WHEN t.end_at IS NULL AND r.stopped_at <= c.settled_to THEN 'goes on after its end'
                          WHEN t.end_at > r.stopped_at THEN 'goes on after its end'
                          WHEN lead(t.use_id) OVER chain IS NULL AND t.end_at < least(r.stopped_at, c.settled_to) THEN 'ends too early'
                     END AS fault
                FROM usage_part q
                JOIN usage_run r ON r.id = q.run
                JOIN credit_pool c ON c.researcher = r.pool AND c.stale_since IS NULL AND r.started_at <= c.settled_to
                LEFT JOIN tile t ON t.use_id = q.use_id
               WHERE r.resource_kind = 'MACHINE' OR r.stopped_at IS DISTINCT FROM r.started_at -- it has a second
              WINDOW chain AS (PARTITION BY q.use_id ORDER BY t.start_at, t.end_at NULLS LAST)) chains
       WHERE fault IS NOT NULL
       GROUP BY use_id, started_at
      """;
}
