package org.stipend.cost.funding;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.stipend.cost.Payer;
import org.stipend.cost.UseId;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.ledger.Transaction.Kind;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.Interval;

/**
 * What a stretch of one use adds to one charge line, and which accounts bear it.
 *
 * @param window when it was used; empty for a minimum that is topped up on its own
 * @param quantity base units the line grows by
 * @param amount the line's next posting; may be zero where so little was used
 * @param payer who was to pay
 * @param shares who did, in the order drawn; they add up to the amount. Grants in burn order, then
 *     the platform's overrun if the grants could not pay a minimum whole
 */
public record Charge(
    UseId use,
    ChargeLine.Key line,
    Interval window,
    long quantity,
    Money amount,
    Payer payer,
    List<Share> shares) {

  /** So much of a charge on one account. */
  public record Share(Account account, Money amount) {}

  public Charge {
    shares = List.copyOf(shares);
  }

  /** The use that a charge was of, by the key of its transaction. */
  public static UseId useOf(String key) {
    String[] parts = key.split("/", 3);
    if (parts.length < 3 || !parts[0].equals("usage")) {
      throw new IllegalArgumentException(key + " is no charge");
    }
    return new UseId(UUID.fromString(parts[1]));
  }

  /**
   * This charge in the books.
   *
   * @throws IllegalArgumentException when the amount is zero: then there is nothing to book
   */
  public Transaction transaction() {
    var postings = new ArrayList<Posting>();
    for (Share share : shares) {
      postings.add(new Posting(share.account(), share.amount().negated(), line));
    }
    postings.add(new Posting(Account.consumed(line.sku()), amount, line));
    String key =
        "usage/%s/%s/%s/%s/%s"
            .formatted(use, line.price(), line.month(), window.start(), window.end());
    return new Transaction(key, Kind.USAGE, window, postings);
  }
}
