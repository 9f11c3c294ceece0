package org.stipend.cost.funding;

import java.util.ArrayList;
import java.util.List;
import org.stipend.cost.ledger.Transaction;

/**
 * What settling a pool up to an instant posts and says. Pure: nothing has happened yet.
 *
 * @param charges what was used, in the order of time; their quantities bring each line to its state
 *     in {@code after}
 * @param breakages grants that expired with something left, once each
 * @param takings what revocations took
 * @param tiles who pays from where the pool was on, for each use; those that go on have no end
 * @param quarantined use without a price, to be raised as an alarm
 * @param after the pool settled; settling it again to the same instant posts nothing
 */
public record Settlement(
    List<Charge> charges,
    List<Breakage> breakages,
    List<Taking> takings,
    List<Tile> tiles,
    List<Quarantined> quarantined,
    Pool after) {

  public Settlement {
    charges = List.copyOf(charges);
    breakages = List.copyOf(breakages);
    takings = List.copyOf(takings);
    tiles = List.copyOf(tiles);
    quarantined = List.copyOf(quarantined);
  }

  /** Everything that is to be booked. */
  public List<Transaction> transactions() {
    var all = new ArrayList<Transaction>();
    for (Charge charge : charges) {
      if (!charge.amount().isZero()) {
        all.add(charge.transaction());
      }
    }
    breakages.forEach(breakage -> all.add(breakage.transaction()));
    takings.forEach(taking -> all.add(taking.transaction()));
    return all;
  }
}
