package org.stipend.cost.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.Payer;
import org.stipend.cost.ResourceId;
import org.stipend.cost.SegmentId;
import org.stipend.cost.funding.Charge.Share;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.price.Price;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.cost.time.Interval;

/** The charge lines of a pool while it is being swept, and the charges made on them. */
final class ChargeBook {

  /**
   * Stretches with the same key are one charge; a chapter ends where the grants in force change.
   */
  private record Key(SegmentId segment, ChargeLine.Key line, Payer payer, int chapter) {}

  private final Map<ChargeLine.Key, ChargeLine> lines = new LinkedHashMap<>();
  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private int chapter;

  ChargeBook(List<ChargeLine> known) {
    known.forEach(line -> lines.put(line.key(), line));
  }

  /** The line that usage at a second belongs to; opened if it is its first. */
  ChargeLine line(ResourceId resource, Price price, Instant second) {
    var opened = ChargeLine.opened(resource, price, BillingMonth.of(second));
    return lines.getOrDefault(opened.key(), opened);
  }

  void startChapter() {
    chapter++;
  }

  void charge(Meter meter, ChargeLine line, Interval window, long used, List<Share> shares) {
    ChargeLine next = line.plus(used);
    lines.put(line.key(), next);
    var key = new Key(meter.segment().id(), line.key(), meter.payer(), chapter);
    entries
        .computeIfAbsent(key, _ -> new Entry(window.start()))
        .add(window.end(), used, next.posted().minus(line.posted()), shares);
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
      return new Charge(key.segment(), key.line(), window, quantity, amount, key.payer(), parts);
    }
  }
}
