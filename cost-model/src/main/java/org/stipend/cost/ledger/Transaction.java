package org.stipend.cost.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.stipend.cost.GrantId;
import org.stipend.cost.money.Money;
import org.stipend.cost.time.Interval;

/**
 * Postings that belong together: they sum to zero and are never changed, only reversed.
 *
 * @param key says which fact this is: the same fact has the same key, and a key is booked once
 * @param usage when what is booked was used, or the empty interval at the instant it counts from;
 *     when it was written down is the ledger's to add
 */
public record Transaction(String key, Kind kind, Interval usage, List<Posting> postings) {

  /** How the key of every revocation begins. */
  public static final String REVOCATION = "revoke/";

  /** The kinds of fact there are. */
  public enum Kind {
    GRANT,
    REVOKE,
    USAGE,
    EXPIRE,
    REVERSAL,
    RESTATE,
    PAYER_TRANSFER,
    ADJUSTMENT,
    WRITE_OFF
  }

  public Transaction {
    postings = List.copyOf(postings);
    Money sum = Money.sum(postings.stream().map(Posting::amount));
    if (!sum.isZero()) {
      throw new IllegalArgumentException("%s sums to %s".formatted(key, sum));
    }
    if (postings.isEmpty() || postings.stream().anyMatch(posting -> posting.amount().isZero())) {
      throw new IllegalArgumentException(key + " posts nothing");
    }
  }

  /** Gives an amount of a programme's money to a grant. */
  public static Transaction grant(
      GrantId grant, String programme, Money amount, Interval effective) {
    return transfer(
        "grant/" + grant,
        Kind.GRANT,
        effective,
        Account.funding(programme),
        Account.credit(grant),
        amount);
  }

  /** Takes an unspent amount of a grant back. */
  public static Transaction revoke(
      GrantId grant, int revision, String programme, Money amount, Interval effective) {
    return transfer(
        "%s%s/%d".formatted(REVOCATION, grant, revision),
        Kind.REVOKE,
        effective,
        Account.credit(grant),
        Account.funding(programme),
        amount);
  }

  /** Books what is left of an expired grant as breakage. */
  public static Transaction expire(GrantId grant, String programme, Money left, Interval expiry) {
    return transfer(
        "expire/%s/%s".formatted(grant, expiry.start()),
        Kind.EXPIRE,
        expiry,
        Account.credit(grant),
        Account.breakage(programme),
        left);
  }

  private static Transaction transfer(
      String key, Kind kind, Interval effective, Account from, Account to, Money amount) {
    if (!amount.isPositive()) {
      throw new IllegalArgumentException("%s of %s".formatted(key, amount));
    }
    return new Transaction(
        key, kind, effective, List.of(Posting.of(from, amount.negated()), Posting.of(to, amount)));
  }

  /** The mirror of this transaction: both together are as if neither had been. */
  public Transaction reversed() {
    return new Transaction(
        key + "/reversal", Kind.REVERSAL, usage, postings.stream().map(Posting::reversed).toList());
  }

  /**
   * A digest of everything but the key, over text that does not change with the code. A key that
   * comes back with another digest is another fact under a used name, which is an error.
   */
  public String fingerprint() {
    var content = new StringBuilder("%s %s".formatted(kind, usage));
    for (Posting posting : postings) {
      String line = posting.line() == null ? "-" : posting.line().toString();
      content.append("\n%s %d %s".formatted(posting.account(), posting.amount().nanos(), line));
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
