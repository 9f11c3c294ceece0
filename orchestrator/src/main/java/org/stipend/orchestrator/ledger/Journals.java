package org.stipend.orchestrator.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;

/** Reads the books, for those who correct them. */
@Component
public final class Journals {

  private final JdbcClient jdbc;

  public Journals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A journal that stands: booked and not reversed.
   *
   * @param fact what it is about
   * @param chargeLine the row of its charge line; null where nothing was used
   */
  public record Standing(
      long id, String fact, Transaction transaction, @Nullable Long chargeLine, long quantity) {}

  /** What stands of a pool's usage, expiries and revocations after an instant, oldest first. */
  public List<Standing> after(ResearcherId pool, Instant mark) {
    Map<Long, Read> read = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT j.id, j.posting_key, j.fact, j.kind, j.usage_from, j.usage_to, j.charge_line, j.quantity,
                   a.name AS account, p.amount_nanos
              FROM journal j
              JOIN posting p ON p.journal = j.id
              JOIN account a ON a.id = p.account
             WHERE j.researcher = :pool AND j.usage_to > :mark
               AND j.kind IN ('USAGE', 'RESTATE', 'EXPIRE', 'REVOKE', 'PAYER_TRANSFER')
               AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.reverses_journal = j.id)
             ORDER BY j.id, p.line
            """)
        .param("pool", pool.value())
        .param("mark", Timestamp.from(mark))
        .query(row -> {
          read.computeIfAbsent(row.getLong("id"), id -> new Read(id, new ArrayList<>())).add(row);
        });
    return read.values().stream().map(Read::standing).toList();
  }

  /** A journal while its lines are being read. */
  private static final class Read {

    private final long id;
    private final List<Posting> postings;
    private String key = "";
    private String fact = "";
    private Transaction.Kind kind = Transaction.Kind.USAGE;
    private Interval usage = Interval.at(Instant.EPOCH);
    private @Nullable Long chargeLine;
    private long quantity;

    Read(long id, List<Posting> postings) {
      this.id = id;
      this.postings = postings;
    }

    void add(ResultSet row) {
      try {
        key = row.getString("posting_key");
        fact = row.getString("fact");
        kind = Transaction.Kind.valueOf(row.getString("kind"));
        usage =
            new Interval(
                row.getTimestamp("usage_from").toInstant(),
                row.getTimestamp("usage_to").toInstant());
        chargeLine = row.getObject("charge_line", Long.class);
        quantity = row.getLong("quantity");
        postings.add(
            Posting.of(
                Account.parse(row.getString("account")),
                Money.ofNanos(row.getLong("amount_nanos"))));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    Standing standing() {
      return new Standing(
          id, fact, new Transaction(key, kind, usage, postings), chargeLine, quantity);
    }
  }
}
