package org.stipend.cost.funding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.ledger.Transaction.Kind;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.Interval;

/**
 * Brings the books of a pool from what was posted to what should have been, by adding: only
 * differences, and no more of them than it takes. Which grant paid which line is not restated as
 * long as every line and every grant comes out right.
 */
public final class Restatement {

  /** Lines are null for what belongs to none, such as breakage. */
  private record Cell(Account account, ChargeLine.@Nullable Key line) {}

  private final Map<Cell, Money> differences = new LinkedHashMap<>();

  private Restatement() {}

  /**
   * The transaction that takes the books from one to the other; empty when they agree.
   *
   * @param posted all postings of usage and expiry of the pool so far, or their sums by account and
   *     line
   * @param wanted the same as they should be: those of {@link History#settle}
   */
  public static Optional<Transaction> of(
      String key,
      Kind kind,
      Interval usage,
      Collection<Posting> posted,
      Collection<Posting> wanted) {
    var restatement = new Restatement();
    wanted.forEach(restatement::add);
    posted.forEach(posting -> restatement.add(posting.reversed()));
    List<Posting> postings = restatement.netted();
    return postings.isEmpty()
        ? Optional.empty()
        : Optional.of(new Transaction(key, kind, usage, postings));
  }

  /** All postings of a settlement. */
  public static List<Posting> postings(Settlement settlement) {
    return settlement.transactions().stream().flatMap(one -> one.postings().stream()).toList();
  }

  private void add(Posting posting) {
    differences.merge(new Cell(posting.account(), posting.line()), posting.amount(), Money::plus);
  }

  private List<Posting> netted() {
    var postings = new ArrayList<Posting>();
    Map<ChargeLine.@Nullable Key, Money> byLine = new LinkedHashMap<>();
    Map<Account, Money> byGrant = new TreeMap<>();
    differences.forEach((cell, amount) -> {
      if (cell.account().kind() == Account.Kind.CREDIT) {
        byLine.merge(cell.line(), amount, Money::plus);
        byGrant.merge(cell.account(), amount, Money::plus);
      } else {
        post(cell.account(), amount, cell.line(), postings);
      }
    });
    byLine.forEach((line, amount) -> spread(amount, line, byGrant, postings));
    byGrant.forEach((grant, amount) -> post(grant, amount, null, postings));
    return postings;
  }

  /** Spreads a line's difference over the grants that differ the same way; the rest on the last. */
  private static void spread(
      Money amount,
      ChargeLine.@Nullable Key line,
      Map<Account, Money> byGrant,
      List<Posting> postings) {
    Money rest = amount;
    Account last = null;
    for (var grant : byGrant.entrySet()) {
      last = grant.getKey();
      Money taken = common(rest, grant.getValue());
      post(grant.getKey(), taken, line, postings);
      grant.setValue(grant.getValue().minus(taken));
      rest = rest.minus(taken);
    }
    if (last != null && !rest.isZero()) {
      post(last, rest, line, postings);
      byGrant.merge(last, rest.negated(), Money::plus);
    }
  }

  private static Money common(Money one, Money other) {
    if (one.isPositive() && other.isPositive()) {
      return one.min(other);
    }
    return one.isNegative() && other.isNegative() ? one.max(other) : Money.ZERO;
  }

  private static void post(
      Account account, Money amount, ChargeLine.@Nullable Key line, List<Posting> postings) {
    if (!amount.isZero()) {
      postings.add(new Posting(account, amount, line));
    }
  }
}
