package org.stipend.orchestrator.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.BillingMonth;

/**
 * The only writer of the books. A key is booked once; the same key with other content is an error.
 * Credit never goes below zero.
 */
@Component
public final class Ledger {

  private final JdbcClient jdbc;
  private final Counter postings;

  public Ledger(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.postings =
        Counter.builder("stipend.postings").description("Postings written").register(meters);
  }

  /** Inside the caller's database transaction; false when this fact was booked before. */
  public boolean book(Transaction transaction, Booking booking) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a booking belongs to the transaction of its fact");
    }
    Optional<Long> journal = insert(transaction, booking);
    if (journal.isEmpty()) {
      requireSame(transaction);
      return false;
    }
    int line = 0;
    for (Posting posting : transaction.postings()) {
      post(journal.get(), ++line, posting, booking);
    }
    postings.increment(transaction.postings().size());
    return true;
  }

  /** What is left of each grant of a pool. */
  public Map<GrantId, Money> balances(ResearcherId pool) {
    Map<GrantId, Money> balances = new HashMap<>();
    jdbc.sql("SELECT name, balance_nanos FROM account WHERE researcher = :pool AND kind = 'CREDIT'")
        .param("pool", pool.value())
        .query(row -> {
          balances.put(
              Account.parse(row.getString("name")).grant(),
              Money.ofNanos(row.getLong("balance_nanos")));
        });
    return balances;
  }

  /** What was taken back of each grant of a pool. */
  public Map<GrantId, Money> revoked(ResearcherId pool) {
    Map<GrantId, Money> revoked = new HashMap<>();
    jdbc.sql(
            """
            SELECT a.name, -sum(p.amount_nanos)::bigint AS amount
              FROM account a JOIN posting p ON p.account = a.id JOIN journal j ON j.id = p.journal
             WHERE a.researcher = :pool AND a.kind = 'CREDIT' AND starts_with(j.fact, :revocation)
             GROUP BY a.name
            """)
        .param("pool", pool.value())
        .param("revocation", Transaction.REVOCATION)
        .query(row -> {
          revoked.put(
              Account.parse(row.getString("name")).grant(), Money.ofNanos(row.getLong("amount")));
        });
    return revoked;
  }

  /** What was granted to a pool, less what was taken back and what expired. */
  public Money given(ResearcherId pool) {
    return Money.ofNanos(
        jdbc.sql(
                """
                SELECT coalesce(sum(p.amount_nanos), 0)::bigint
                  FROM account a JOIN posting p ON p.account = a.id
                 WHERE a.researcher = :pool AND a.kind = 'CREDIT' AND p.charge_line IS NULL
                """)
            .param("pool", pool.value())
            .query(Long.class)
            .single());
  }

  private Optional<Long> insert(Transaction transaction, Booking booking) {
    Booking.Use use = booking.use();
    return jdbc.sql(
            """
            INSERT INTO journal (posting_key, fact, kind, researcher, usage_from, usage_to, booked_at, period,
                                 actor, cause, charge_line, quantity, reverses_journal, payload_hash)
            VALUES (:key, :fact, :kind, :pool, :from, :to, :booked, :period,
                    :actor, :cause, :line, :quantity, :reverses, :hash)
            ON CONFLICT (posting_key) DO NOTHING
            RETURNING id
            """)
        .param("key", transaction.key())
        .param("fact", booking.fact() == null ? transaction.key() : booking.fact())
        .param("kind", transaction.kind().name())
        .param("pool", valueOf(booking.pool()))
        .param("from", Timestamp.from(transaction.usage().start()))
        .param("to", Timestamp.from(transaction.usage().end()))
        .param("booked", Timestamp.from(booking.bookedAt()))
        .param("period", periodOf(transaction, booking).month().atDay(1))
        .param("actor", booking.actor())
        .param("cause", booking.cause())
        .param("line", use == null ? null : use.chargeLine())
        .param("quantity", use == null ? 0 : use.quantity())
        .param("reverses", booking.reverses())
        .param("hash", transaction.fingerprint())
        .query(Long.class)
        .optional();
  }

  /** While no month is closed: the month of use. */
  private static BillingMonth periodOf(Transaction transaction, Booking booking) {
    BillingMonth period = booking.period();
    return period == null ? BillingMonth.of(transaction.usage().start()) : period;
  }

  private void requireSame(Transaction transaction) {
    String known =
        jdbc.sql("SELECT payload_hash FROM journal WHERE posting_key = :key")
            .param("key", transaction.key())
            .query(String.class)
            .single();
    if (!known.equals(transaction.fingerprint())) {
      throw new IllegalStateException(
          "%s was booked before with other content".formatted(transaction.key()));
    }
  }

  private void post(long journal, int line, Posting posting, Booking booking) {
    long account = account(posting.account(), booking.pool());
    Booking.Use use = booking.use();
    jdbc.sql(
            """
            INSERT INTO posting (journal, line, account, amount_nanos, charge_line)
            VALUES (:journal, :line, :account, :amount, :chargeLine)
            """)
        .param("journal", journal)
        .param("line", line)
        .param("account", account)
        .param("amount", posting.amount().nanos())
        .param("chargeLine", use == null ? null : use.chargeLine())
        .update();
    if (posting.account().kind() == Account.Kind.CREDIT) {
      moveBalance(account, posting);
    }
  }

  private void moveBalance(long account, Posting posting) {
    int moved =
        jdbc.sql(
                """
                UPDATE account SET balance_nanos = balance_nanos + :amount
                 WHERE id = :id AND balance_nanos + :amount >= 0
                """)
            .param("amount", posting.amount().nanos())
            .param("id", account)
            .update();
    if (moved != 1) {
      throw new IllegalStateException(
          "%s cannot pay %s".formatted(posting.account(), posting.amount().negated()));
    }
  }

  private long account(Account account, @Nullable ResearcherId pool) {
    return find(account)
        .orElseGet(() -> {
          create(account, pool);
          return find(account).orElseThrow();
        });
  }

  private Optional<Long> find(Account account) {
    return jdbc.sql("SELECT id FROM account WHERE name = :name")
        .param("name", account.name())
        .query(Long.class)
        .optional();
  }

  private void create(Account account, @Nullable ResearcherId pool) {
    boolean ofPool =
        switch (account.kind()) {
          case CREDIT, OVERRUN, GRACE, FAILED_LAUNCH -> true;
          case FUNDING, PAYER, CONSUMED, ORPHAN, BREAKAGE, WRITE_OFF, ADJUSTMENT, VARIANCE -> false;
        };
    jdbc.sql(
            """
            INSERT INTO account (name, kind, researcher, balance_nanos)
            VALUES (:name, :kind, :researcher, :balance)
            ON CONFLICT (name) DO NOTHING
            """)
        .param("name", account.name())
        .param("kind", account.kind().name())
        .param("researcher", ofPool ? valueOf(pool) : null)
        .param("balance", account.kind() == Account.Kind.CREDIT ? 0L : null)
        .update();
  }

  private static @Nullable UUID valueOf(@Nullable ResearcherId pool) {
    return pool == null ? null : pool.value();
  }
}
