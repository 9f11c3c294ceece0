package org.stipend.orchestrator.books;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.books.Draft;
import org.stipend.cost.books.Entry;
import org.stipend.cost.books.Mark;
import org.stipend.cost.funding.Revocation;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.orchestrator.ledger.Booking;
import org.stipend.orchestrator.ledger.Ledger;

/** Writes what a draft says: journals, charge lines, tiles, marks and what is in quarantine. */
@Component
final class Bookkeeper {

  private final Ledger ledger;
  private final LineTable lines;
  private final TileTable tiles;
  private final MarkTable marks;
  private final QuarantineTable quarantine;
  private final GrantFacts grants;

  Bookkeeper(
      Ledger ledger,
      LineTable lines,
      TileTable tiles,
      MarkTable marks,
      QuarantineTable quarantine,
      GrantFacts grants) {
    this.ledger = ledger;
    this.lines = lines;
    this.tiles = tiles;
    this.marks = marks;
    this.quarantine = quarantine;
    this.grants = grants;
  }

  /** Inside the transaction that holds the pool's lock. */
  void write(Drafts.Loaded loaded, Draft draft, Instant bookedAt) {
    ResearcherId pool = loaded.row().owner();
    Map<ChargeLine.Key, Long> ids = new HashMap<>(loaded.lineIds());
    for (ChargeLine line : draft.lines()) {
      long id = ids.computeIfAbsent(line.key(), key -> lines.open(pool, key));
      lines.save(id, line, draft.pool().asOf());
    }
    draft
        .entries()
        .forEach(entry -> book(entry.transaction(), booking(pool, entry, ids, bookedAt)));
    tiles.replace(pool, loaded.books().tiles(), draft.tiles());
    marks.forgetAfter(pool, loaded.mark());
    draft.marks().forEach(mark -> marks.insert(pool, row(mark, ids)));
    quarantine.replace(pool, loaded.mark(), draft.quarantined());
  }

  /** Its line counts it from here on: what stands already must not be passed over. */
  private void book(Transaction transaction, Booking booking) {
    if (!ledger.book(transaction, booking)) {
      throw new IllegalStateException("booked before: " + transaction.key());
    }
  }

  private Booking booking(
      ResearcherId pool, Entry entry, Map<ChargeLine.Key, Long> ids, Instant bookedAt) {
    Booking booking = Booking.of(pool, bookedAt).about(entry.fact()).in(periodOf(entry));
    if (entry.line() != null) {
      booking = booking.of(idOf(entry.line(), ids), entry.quantity());
    }
    Revocation taking = entry.taking();
    if (taking != null) {
      GrantFacts.Said said = grants.saidOf(taking.grant(), taking.number());
      booking = booking.by(said.by(), said.reason());
    }
    Long reverses = entry.reverses();
    return reverses == null ? booking : booking.reversing(reverses).because("CORRECTION");
  }

  /** A journal belongs to the month of its use. */
  private static BillingMonth periodOf(Entry entry) {
    return entry.line() == null
        ? BillingMonth.of(entry.transaction().usage().start())
        : entry.line().month();
  }

  private static long idOf(ChargeLine.Key key, Map<ChargeLine.Key, Long> ids) {
    Long id = ids.get(key);
    if (id == null) {
      throw new IllegalStateException("no charge line " + key);
    }
    return id;
  }

  private static MarkTable.Row row(Mark mark, Map<ChargeLine.Key, Long> ids) {
    Map<Long, Long> unposted = new HashMap<>();
    mark.unposted().forEach((line, quantity) -> unposted.put(idOf(line, ids), quantity));
    return new MarkTable.Row(mark.settledTo(), mark.standing(), unposted);
  }
}
