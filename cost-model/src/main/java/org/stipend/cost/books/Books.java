package org.stipend.cost.books;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.stipend.cost.GrantId;
import org.stipend.cost.funding.Facts;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.GrantBalance;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Quarantined;
import org.stipend.cost.funding.Settlement;
import org.stipend.cost.funding.Tile;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;

/**
 * The books of a pool as they stand, seen from a mark.
 *
 * @param mark where to start over; every fact before it holds
 * @param later those after it, oldest first
 * @param left what each grant has now; one that is missing is whole
 * @param lines as they are now: all of the mark's month and later ones
 * @param written the journals of use, expiries and revocations after the mark
 * @param tiles those that reach beyond the mark
 */
public record Books(
    Mark mark,
    List<Mark> later,
    Map<GrantId, Money> left,
    List<ChargeLine> lines,
    List<Written> written,
    List<Tile> tiles) {

  public Books {
    later = List.copyOf(later);
    left = Map.copyOf(left);
    lines = List.copyOf(lines);
    written = List.copyOf(written);
    tiles = List.copyOf(tiles);
  }

  /** For who writes: with the tiles that stand. */
  public Books with(List<Tile> standing) {
    return new Books(mark, later, left, lines, written, standing);
  }

  /**
   * What is to be written so that the books hold, up to an instant, what the facts say.
   *
   * @param to no earlier than what is settled
   * @param revision tells the keys of one correction from those of another
   */
  public Draft bring(Facts facts, Instant to, int revision) {
    Instant settledTo = later.isEmpty() ? mark.settledTo() : later.getLast().settledTo();
    if (to.isBefore(settledTo)) {
      throw new IllegalArgumentException("Settled to %s already, not %s".formatted(settledTo, to));
    }
    var instants = new TreeSet<>(later.stream().map(Mark::settledTo).toList());
    instants.add(to);
    Pool pool = opening(facts);
    var settlements = new ArrayList<Settlement>();
    var marks = new ArrayList<Mark>();
    for (Instant instant : instants) {
      Settlement settlement = pool.settle(instant);
      settlements.add(settlement);
      pool = settlement.after();
      marks.add(Mark.of(instant, settlement));
    }
    return new Draft(
        new Correction(left, written, corrects() ? revision : 0).entries(wanted(settlements)),
        changed(pool.lines()),
        new Mosaic(tiles, mark.settledTo()).with(settlements),
        marks,
        quarantined(settlements),
        pool);
  }

  private boolean corrects() {
    return !later.isEmpty() || !written.isEmpty();
  }

  // ---- the pool as it was at the mark

  private Pool opening(Facts facts) {
    return new Pool(
        facts.owner(),
        mark.standing(),
        mark.settledTo(),
        facts.grants().stream().map(this::balance).toList(),
        facts.revocations().stream().filter(one -> one.at().isAfter(mark.settledTo())).toList(),
        facts.uses().stream().filter(this::isUnfinished).toList(),
        openingLines(),
        facts.prices());
  }

  private boolean isUnfinished(Metered metered) {
    Instant end = metered.use().end();
    return end == null || end.isAfter(mark.settledTo());
  }

  private GrantBalance balance(Grant grant) {
    Money moved =
        Money.sum(
            written.stream()
                .flatMap(one -> one.transaction().postings().stream())
                .filter(posting -> posting.account().equals(Account.credit(grant.id())))
                .map(Posting::amount));
    return new GrantBalance(grant, left.getOrDefault(grant.id(), grant.amount()).minus(moved));
  }

  private List<ChargeLine> openingLines() {
    Map<ChargeLine.Key, Long> moved = new HashMap<>();
    for (Written one : written) {
      if (one.line() != null) {
        moved.merge(one.line(), one.quantity(), Math::addExact);
      }
    }
    for (Mark one : later) {
      one.unposted().forEach((line, quantity) -> moved.merge(line, quantity, Math::addExact));
    }
    return lines.stream().map(line -> line.plus(-moved.getOrDefault(line.key(), 0L))).toList();
  }

  // ---- what should stand

  private static List<Wanted> wanted(List<Settlement> settlements) {
    var wanted = new ArrayList<Wanted>();
    for (Settlement settlement : settlements) {
      settlement.charges().stream()
          .filter(charge -> !charge.amount().isZero())
          .forEach(charge -> wanted.add(Wanted.of(charge)));
      settlement.breakages().forEach(breakage -> wanted.add(Wanted.of(breakage)));
      settlement.takings().forEach(taking -> wanted.add(Wanted.of(taking)));
    }
    return wanted;
  }

  private List<ChargeLine> changed(List<ChargeLine> after) {
    Map<ChargeLine.Key, ChargeLine> known =
        lines.stream().collect(toMap(ChargeLine::key, line -> line));
    return after.stream()
        .filter(line -> {
          ChargeLine before = known.get(line.key());
          return before == null ? line.quantity() > 0 : !before.equals(line);
        })
        .toList();
  }

  private static List<Quarantined> quarantined(List<Settlement> settlements) {
    return settlements.stream().flatMap(one -> one.quarantined().stream()).toList();
  }
}
