package org.stipend.orchestrator.report;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;

/** What moved somebody's credit without use: what was granted, taken back, and what expired. */
@Component
final class Movements {

  private final JdbcClient jdbc;

  Movements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param at when it counts from, and never before anybody wrote it down
   */
  record Movement(String key, Transaction.Kind kind, Instant at, Money amount, String why) {

    StatementView view(LocalDate day) {
      return new StatementView(
          key, kind, day, at, at, null, null, description(), false, amount, Money.ZERO, List.of());
    }

    private String description() {
      return switch (kind) {
        case GRANT -> "Granted: " + why;
        case REVOKE -> "Taken back: " + why;
        case EXPIRE -> "Expired: " + why;
        case REVERSAL -> "Reversed: " + why;
        case RESTATE -> "Corrected: " + why;
        case ADJUSTMENT -> "Adjusted: " + why;
        case WRITE_OFF -> "Written off: " + why;
        case PAYER_TRANSFER -> "Paid by another: " + why;
        case USAGE -> why;
      };
    }
  }

  /** Of some days. */
  List<Movement> of(ResearcherId person, Days days) {
    return jdbc.sql(
            """
            SELECT p.journal, p.line, j.kind, least(j.usage_from, j.booked_at) AS at, p.amount_nanos,
                   CASE WHEN j.kind = 'REVOKE' THEN j.cause ELSE g.reason END AS why
              FROM posting p
              JOIN account a ON a.id = p.account
              JOIN journal j ON j.id = p.journal
              LEFT JOIN credit_grant g ON a.name = 'credit:' || g.id
             WHERE a.researcher = :person AND p.charge_line IS NULL
               AND least(j.usage_from, j.booked_at) >= :start AND least(j.usage_from, j.booked_at) < :end
            """)
        .param("person", person.value())
        .param("start", Timestamp.from(days.start()))
        .param("end", Timestamp.from(days.end()))
        .query((row, n) ->
            new Movement(
                "%d-%d".formatted(row.getLong("journal"), row.getInt("line")),
                Transaction.Kind.valueOf(row.getString("kind")),
                row.getTimestamp("at").toInstant(),
                Money.ofNanos(row.getLong("amount_nanos")),
                textOf(row.getString("why"))))
        .list();
  }

  private static String textOf(@Nullable String why) {
    return why == null ? "" : why;
  }

  /** When the first of all that is booked of somebody counts from; empty: nothing is. */
  Optional<Instant> first(ResearcherId person) {
    return jdbc.sql(
            """
            SELECT min(least(usage_from, booked_at)) AS at FROM journal WHERE researcher = :person
            HAVING count(*) > 0
            """)
        .param("person", person.value())
        .query((row, n) -> row.getTimestamp("at").toInstant())
        .optional();
  }
}
