package org.stipend.orchestrator.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.time.BillingMonth;

/**
 * What the books add to a transaction when it is written down.
 *
 * @param pool whose money it moves; null where it is nobody's
 * @param fact what it is about; null: the transaction's key says it
 * @param bookedAt when it was learned, as opposed to used
 * @param actor null: the system
 * @param use what it adds to a charge line; null where nothing was used
 * @param reverses the journal this one undoes; null where it undoes none
 * @param period the month it belongs to; null: that of its use
 */
public record Booking(
    @Nullable ResearcherId pool,
    @Nullable String fact,
    Instant bookedAt,
    @Nullable UUID actor,
    @Nullable String cause,
    @Nullable Use use,
    @Nullable Long reverses,
    @Nullable BillingMonth period) {

  public static Booking of(ResearcherId pool, Instant bookedAt) {
    return new Booking(pool, null, bookedAt, null, null, null, null, null);
  }

  public Booking by(UUID person, String reason) {
    return new Booking(pool, fact, bookedAt, person, reason, use, reverses, period);
  }

  public Booking because(String reason) {
    return new Booking(pool, fact, bookedAt, actor, reason, use, reverses, period);
  }

  public Booking of(long chargeLine, long quantity) {
    return new Booking(
        pool, fact, bookedAt, actor, cause, new Use(chargeLine, quantity), reverses, period);
  }

  public Booking about(String what) {
    return new Booking(pool, what, bookedAt, actor, cause, use, reverses, period);
  }

  public Booking reversing(long journal) {
    return new Booking(pool, fact, bookedAt, actor, cause, use, journal, period);
  }

  public Booking in(BillingMonth month) {
    return new Booking(pool, fact, bookedAt, actor, cause, use, reverses, month);
  }

  /**
   * @param chargeLine its row
   * @param quantity base units the line's cumulative quantity moves by
   */
  public record Use(long chargeLine, long quantity) {}
}
