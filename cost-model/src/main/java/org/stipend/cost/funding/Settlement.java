package org.stipend.cost.funding;

import java.util.ArrayList;
import java.util.List;
import org.stipend.cost.SegmentId;
import org.stipend.cost.ledger.Transaction;

/**
 * What settling a pool up to an instant posts and changes. Pure: nothing has happened yet.
 *
 * @param charges what was used, in the order of time; their quantities bring each line to its state
 *     in {@code after}
 * @param breakages grants that expired with something left, once each
 * @param handOffs segments that passed to another payer, in the order of time
 * @param finished segments that have ended and owe nothing more; no longer part of the pool
 * @param quarantined usage without a price, to be raised as an alarm
 * @param after the pool settled; settling it again to the same instant posts nothing
 */
public record Settlement(
    List<Charge> charges,
    List<Breakage> breakages,
    List<HandOff> handOffs,
    List<SegmentId> finished,
    List<Quarantined> quarantined,
    Pool after) {

  public Settlement {
    charges = List.copyOf(charges);
    breakages = List.copyOf(breakages);
    handOffs = List.copyOf(handOffs);
    finished = List.copyOf(finished);
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
    return all;
  }
}
