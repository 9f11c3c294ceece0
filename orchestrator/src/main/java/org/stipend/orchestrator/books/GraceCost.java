package org.stipend.orchestrator.books;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Grace;
import org.stipend.cost.money.Money;

/** What the disks cost the platform that it keeps, as far as it is booked. */
@Component
public final class GraceCost {

  private final JdbcClient jdbc;

  GraceCost(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A pool whose disks have cost as much as the platform means to pay. Nothing is deleted for that:
   * somebody is to look at it.
   *
   * @param since the first of them is kept
   */
  public record Exceeded(ResearcherId pool, Instant since, Money spent) {}

  /** The most expensive first. */
  public List<Exceeded> exceeded() {
    return jdbc.sql(
            """
            SELECT k.pool, k.since, -sum(p.amount_nanos)::bigint AS spent
              FROM (SELECT pool, min(since) AS since FROM disk_grace
                     WHERE cause <> 'MEMBERSHIP' GROUP BY pool) k
              JOIN account a ON a.researcher = k.pool AND a.kind = 'GRACE'
              JOIN posting p ON p.account = a.id
              JOIN journal j ON j.id = p.journal AND j.usage_from >= k.since
             GROUP BY k.pool, k.since HAVING -sum(p.amount_nanos) >= :cap
             ORDER BY spent DESC, k.pool
            """)
        .param("cap", Grace.CAP.nanos())
        .query((row, n) ->
            new Exceeded(
                new ResearcherId(row.getObject("pool", UUID.class)),
                row.getTimestamp("since").toInstant(),
                Money.ofNanos(row.getLong("spent"))))
        .list();
  }
}
