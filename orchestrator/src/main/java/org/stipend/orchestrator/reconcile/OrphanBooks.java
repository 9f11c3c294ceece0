package org.stipend.orchestrator.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.Quantity;
import org.stipend.orchestrator.catalog.PriceLists;
import org.stipend.orchestrator.ledger.Booking;
import org.stipend.orchestrator.ledger.Ledger;

/**
 * What no row explains has a payer too: the platform pays it from the sighting at which it first
 * cost to the last, at the price list. Booked when it ends, and at each midnight (UTC) until then.
 */
@Component
final class OrphanBooks {

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final PriceLists prices;
  private final DriftCosts costs;

  OrphanBooks(JdbcClient jdbc, Ledger ledger, PriceLists prices, DriftCosts costs) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.prices = prices;
    this.costs = costs;
  }

  /**
   * A stretch of seconds in which it cost.
   *
   * @param to its last second; the next pass may move it
   * @param booked up to there; null: nothing of it
   * @param over it costs no more
   */
  private record Stretch(
      UUID drift,
      Drift.Kind kind,
      String name,
      @Nullable String type,
      long sizeGib,
      Instant from,
      Instant to,
      @Nullable Instant booked,
      boolean over) {

    /** What is booked of it now reaches to there. */
    Instant due(Instant now) {
      Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
      return over || to.isBefore(midnight) ? to : midnight;
    }
  }

  /** Inside the transaction of the pass that saw it. */
  void book(Instant now) {
    PriceList all = prices.all();
    for (Stretch stretch : charged()) {
      Instant due = stretch.due(now);
      Instant since = stretch.booked() == null ? stretch.from() : stretch.booked();
      boolean hasMore = due.isAfter(since);
      if (hasMore) {
        costs
            .parts(stretch.kind(), stretch.type(), stretch.sizeGib())
            .ifPresent(parts -> book(stretch, parts, all, new Interval(since, due), now));
      }
      if (hasMore || stretch.over()) {
        booked(stretch, due);
      }
    }
  }

  private List<Stretch> charged() {
    return jdbc.sql(
            """
            SELECT id, kind, name, type, size_gib, charged_from, charged_to, booked_to,
                   ended_at IS NOT NULL OR NOT burns AS over
              FROM drift WHERE charged_from IS NOT NULL ORDER BY id
            """)
        .query((row, n) -> stretch(row))
        .list();
  }

  private static Stretch stretch(ResultSet row) throws SQLException {
    Timestamp booked = row.getTimestamp("booked_to");
    return new Stretch(
        row.getObject("id", UUID.class),
        Drift.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("type"),
        row.getLong("size_gib"),
        Interval.floor(row.getTimestamp("charged_from").toInstant()),
        Interval.floor(row.getTimestamp("charged_to").toInstant()),
        booked == null ? null : booked.toInstant(),
        row.getBoolean("over"));
  }

  /** The difference of what it cost by the end and by the beginning: cutting changes no total. */
  private void book(
      Stretch stretch, List<Quantity> parts, PriceList all, Interval window, Instant now) {
    Map<Account, Money> consumed = new LinkedHashMap<>();
    for (Quantity part : parts) {
      Money cost =
          OrphanCost.of(part, all, new Interval(stretch.from(), window.end()))
              .minus(OrphanCost.of(part, all, new Interval(stretch.from(), window.start())));
      consumed.merge(Account.consumed(part.sku()), cost, Money::plus);
    }
    Money total = Money.sum(consumed.values().stream());
    if (total.isZero()) {
      return;
    }
    List<Posting> postings = new ArrayList<>();
    postings.add(Posting.of(Account.orphan(), total.negated()));
    consumed.forEach((account, cost) -> {
      if (!cost.isZero()) {
        postings.add(Posting.of(account, cost));
      }
    });
    String key = "orphan/%s/%s".formatted(stretch.drift(), window.end());
    ledger.book(
        new Transaction(key, Transaction.Kind.USAGE, window, postings),
        new Booking(null, null, now, null, stretch.name(), null, null, null));
  }

  private void booked(Stretch stretch, Instant due) {
    jdbc.sql(
            """
            UPDATE drift
               SET booked_to = CASE WHEN :over THEN NULL ELSE :due::timestamptz END,
                   charged_from = CASE WHEN :over THEN NULL ELSE charged_from END
             WHERE id = :id
            """)
        .param("due", Timestamp.from(due))
        .param("over", stretch.over())
        .param("id", stretch.drift())
        .update();
  }
}
