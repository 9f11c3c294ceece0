package org.stipend.cost.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.UseId;
import org.stipend.cost.funding.Charge.Share;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.Price;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;

/**
 * The charge lines of a pool while it is being swept, the charges made on them, and who bears them.
 */
final class ChargeBook {

  /** Stretches with the same key are one charge where each begins at the end of the one before. */
  private record Key(UseId use, ChargeLine.Key line, Payer payer) {}

  private final ResearcherId owner;
  private final Purse purse;
  private final Map<ChargeLine.Key, ChargeLine> lines = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Key, Entry> growing = new HashMap<>();

  ChargeBook(ResearcherId owner, Purse purse, List<ChargeLine> known) {
    this.owner = owner;
    this.purse = purse;
    known.forEach(line -> lines.put(line.key(), line));
  }

  /** The line that usage at a second belongs to; opened if it is its first. */
  ChargeLine line(ResourceId resource, Price price, Instant second) {
    return current(ChargeLine.opened(resource, price, BillingMonth.of(second)));
  }

  /** A line as it is now: two runs of one second share theirs. */
  ChargeLine current(ChargeLine line) {
    return lines.getOrDefault(line.key(), line);
  }

  /** The grants in force change: what was charged so far grows no more. */
  void startChapter() {
    growing.clear();
  }

  /** Charges what was used up to an instant. */
  void charge(OpenLine open, Instant until, Payer payer) {
    long used = open.metered().use().usedBetween(open.from(), until);
    if (used > 0) {
      add(open, new Interval(open.from(), until), used, payer, open.from());
    }
  }

  /** Charges what a run that ends owes of its minimum, to the payer of a second. */
  void chargeMinimum(OpenLine open, Instant end, Payer payer, Instant second) {
    add(open, Interval.at(end), open.metered().use().owedAt(end), payer, second);
  }

  private void add(OpenLine open, Interval window, long used, Payer payer, Instant second) {
    ChargeLine line = current(open.line());
    ChargeLine next = line.plus(used);
    Money amount = next.posted().minus(line.posted());
    lines.put(line.key(), next);
    var key = new Key(open.metered().use().id(), line.key(), payer);
    entryFrom(window.start(), key).add(window.end(), used, amount, shares(payer, amount, second));
  }

  private Entry entryFrom(Instant start, Key key) {
    Entry last = growing.get(key);
    if (last != null && last.end.equals(start)) {
      return last;
    }
    var entry = new Entry(key, start);
    entries.add(entry);
    growing.put(key, entry);
    return entry;
  }

  private List<Share> shares(Payer payer, Money amount, Instant second) {
    if (amount.isZero()) {
      return List.of();
    }
    return switch (payer) {
      case Payer.CreditPool _ -> drawn(amount, second);
      case Payer.LinkedAccount linked ->
          List.of(new Share(Account.payer(linked.account()), amount));
      case Payer.Platform platform ->
          List.of(new Share(Account.platform(platform.cause(), platform.researcher()), amount));
      case Payer.Orphan _ -> List.of(new Share(Account.orphan(), amount));
    };
  }

  /** From the grants in force at a second; should a minimum exceed them, the rest is overrun. */
  private List<Share> drawn(Money amount, Instant second) {
    List<Share> shares = purse.draw(amount, second);
    Money rest = amount.minus(Money.sum(shares.stream().map(Share::amount)));
    if (rest.isPositive()) {
      shares.add(new Share(Account.platform(Payer.Cause.OVERRUN, owner), rest));
    }
    return shares;
  }

  List<ChargeLine> lines() {
    return List.copyOf(lines.values());
  }

  List<Charge> charges() {
    return entries.stream().map(Entry::toCharge).toList();
  }

  private static final class Entry {
    private final Key key;
    private final Instant start;
    private Instant end;
    private long quantity;
    private Money amount = Money.ZERO;
    private final Map<Account, Money> shares = new LinkedHashMap<>();

    Entry(Key key, Instant start) {
      this.key = key;
      this.start = start;
      this.end = start;
    }

    void add(Instant until, long used, Money posting, List<Share> more) {
      end = until;
      quantity = Math.addExact(quantity, used);
      amount = amount.plus(posting);
      more.forEach(share -> shares.merge(share.account(), share.amount(), Money::plus));
    }

    Charge toCharge() {
      List<Share> parts = new ArrayList<>();
      shares.forEach((account, part) -> parts.add(new Share(account, part)));
      var window = new Interval(start, end);
      return new Charge(key.use(), key.line(), window, quantity, amount, key.payer(), parts);
    }
  }
}
