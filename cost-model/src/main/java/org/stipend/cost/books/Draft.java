package org.stipend.cost.books;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stipend.cost.funding.Pool;
import org.stipend.cost.funding.Quarantined;
import org.stipend.cost.funding.Tile;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;

/**
 * What bringing the books of a pool up to an instant writes, and the pool there. Nothing is written
 * yet: a page that adds it to what stands shows the books as they will be.
 *
 * @param entries in the order in which every grant can bear them
 * @param lines those that change, as they will be
 * @param tiles all that reach beyond the mark, as they will be
 * @param marks after the mark the draft began at; oldest first
 * @param quarantined use without a price
 */
public record Draft(
    List<Entry> entries,
    List<ChargeLine> lines,
    List<Tile> tiles,
    List<Mark> marks,
    List<Quarantined> quarantined,
    Pool pool) {

  public Draft {
    entries = List.copyOf(entries);
    lines = List.copyOf(lines);
    tiles = List.copyOf(tiles);
    marks = List.copyOf(marks);
    quarantined = List.copyOf(quarantined);
  }

  /** Signed, as they will be booked. */
  public Stream<Posting> postings() {
    return entries.stream().flatMap(entry -> entry.transaction().postings().stream());
  }

  /** What it moves on accounts of a kind. */
  public Money sumOn(Predicate<Account> accounts) {
    return Money.sum(postings().filter(one -> accounts.test(one.account())).map(Posting::amount));
  }
}
