package org.stipend.orchestrator.payer;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;

/** When billing accounts could not pay: facts, like who is bound to whom. */
@Component
public final class Outages {

  private final JdbcClient jdbc;

  Outages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * That one lasts now.
   *
   * @param why in one word, as {@code CLOSED}
   */
  public record Outage(String why, Instant since) {}

  public Optional<Outage> of(BillingAccountId account) {
    return jdbc.sql(
            "SELECT why, out_from FROM account_outage WHERE account = :account AND out_to IS NULL")
        .param("account", account.value())
        .query(
            (row, n) -> new Outage(row.getString("why"), row.getTimestamp("out_from").toInstant()))
        .optional();
  }

  /** Where one is known already it goes on. */
  public void begin(BillingAccountId account, String why, Instant at) {
    jdbc.sql(
            """
            INSERT INTO account_outage (account, why, out_from)
            SELECT :account, :why, :at
             WHERE NOT EXISTS (SELECT 1 FROM account_outage WHERE account = :account AND out_to IS NULL)
            """)
        .param("account", account.value())
        .param("why", why)
        .param("at", Timestamp.from(at))
        .update();
  }

  public void end(BillingAccountId account, Instant at) {
    jdbc.sql(
            """
            UPDATE account_outage SET out_to = greatest(:at, out_from + interval '1 microsecond')
             WHERE account = :account AND out_to IS NULL
            """)
        .param("account", account.value())
        .param("at", Timestamp.from(at))
        .update();
  }
}
