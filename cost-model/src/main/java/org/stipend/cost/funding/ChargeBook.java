package org.stipend.cost.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  /**
   * Stretches with the same key are one charge; a chapter ends where the grants in force change.
   */
  private record Key(UseId use, ChargeLine.Key line, Payer payer, int chapter) {}

  private final ResearcherId owner;
  private final Purse purse;
  private final Map<ChargeLine.Key, ChargeLine> lines = new LinkedHashMap<>();
  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private int chapter;

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

  void startChapter() {
    chapter++;
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
    var key = new Key(open.metered().use().id(), line.key(), payer, chapter);
    entries
        .computeIfAbsent(key, _ -> new Entry(window.start()))
        .add(window.end(), used, amount, shares(payer, amount, second));
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
    var charges = new ArrayList<Charge>();
    entries.forEach((key, entry) -> charges.add(entry.toCharge(key)));
    return charges;
  }

  private static final class Entry {
    private final Instant start;
    private @Nullable Instant end;
    private long quantity;
    private Money amount = Money.ZERO;
    private final Map<Account, Money> shares = new LinkedHashMap<>();

    Entry(Instant start) {
      this.start = start;
    }

    void add(Instant until, long used, Money posting, List<Share> more) {
      end = until;
      quantity = Math.addExact(quantity, used);
      amount = amount.plus(posting);
      more.forEach(share -> shares.merge(share.account(), share.amount(), Money::plus));
    }

    Charge toCharge(Key key) {
      List<Share> parts = new ArrayList<>();
      shares.forEach((account, part) -> parts.add(new Share(account, part)));
      var window = new Interval(start, end == null ? start : end);
      return new Charge(key.use(), key.line(), window, quantity, amount, key.payer(), parts);
    }
  }
}
