package org.stipend.orchestrator.books;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.books.Books;
import org.stipend.cost.books.Draft;
import org.stipend.cost.books.Mark;
import org.stipend.cost.books.Written;
import org.stipend.cost.funding.Facts;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.funding.Tile;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.time.BillingMonth;
import org.stipend.orchestrator.ledger.Journals;
import org.stipend.orchestrator.ledger.Ledger;

/**
 * Loads the books and the facts of a pool, once, for the cost model to say what is to be written.
 * Writes nothing.
 */
@Component
final class Drafts {

  private final FactsOfPools facts;
  private final MarkTable marks;
  private final LineTable lines;
  private final TileTable tiles;
  private final Journals journals;
  private final Ledger ledger;

  Drafts(
      FactsOfPools facts,
      MarkTable marks,
      LineTable lines,
      TileTable tiles,
      Journals journals,
      Ledger ledger) {
    this.facts = facts;
    this.marks = marks;
    this.lines = lines;
    this.tiles = tiles;
    this.journals = journals;
    this.ledger = ledger;
  }

  /**
   * What stands in the books of a pool from the mark on that still holds, and what is known.
   *
   * @param lineIds rows of the charge lines that exist
   */
  record Loaded(PoolRow row, Books books, Facts facts, Map<ChargeLine.Key, Long> lineIds) {

    /** Where it starts over. */
    Instant mark() {
      return books.mark().settledTo();
    }

    /** What is to be written up to an instant, or to where the books are if that is later. */
    Draft upTo(Instant to) {
      Instant reach = to.isBefore(row.settledTo()) ? row.settledTo() : to;
      return books.bring(facts, reach, row.revision() + 1);
    }
  }

  /** For looking: its drafts know nothing of the tiles that stand. */
  Loaded load(PoolRow row) {
    return row.parked() ? anew(row) : fromTheMark(row);
  }

  /**
   * Of a parked pool: its books are wrong, so how it stands follows from all its facts alone, and
   * what is to be written is all that differs.
   */
  private Loaded anew(PoolRow row) {
    ResearcherId pool = row.owner();
    Facts all = facts.all(pool);
    Instant beginning = all.beginning(row.settledTo()).asOf();
    Map<Long, ChargeLine.Key> keys = new HashMap<>();
    lines.of(pool, BillingMonth.of(beginning)).forEach(one -> keys.put(one.id(), one.line().key()));
    List<Written> written = written(pool, beginning, keys);
    Books books =
        new Books(
            new Mark(beginning, Standing.NONE, Map.of()),
            marks.after(pool, beginning).stream().map(one -> mark(one, keys)).toList(),
            asIfWholeAtFirst(all.grants(), written),
            List.of(), // no line has anything at the beginning
            written,
            List.of());
    return new Loaded(row, books, all, Map.of());
  }

  private static Map<GrantId, Money> asIfWholeAtFirst(List<Grant> grants, List<Written> written) {
    Map<GrantId, Money> left = new HashMap<>();
    grants.forEach(grant -> left.put(grant.id(), grant.amount()));
    written.stream()
        .flatMap(one -> one.transaction().postings().stream())
        .filter(one -> one.account().kind() == Account.Kind.CREDIT)
        .forEach(one -> left.merge(one.account().grant(), one.amount(), Money::plus));
    return left;
  }

  /** As the books have it, also those that are wrong. */
  Loaded fromTheMark(PoolRow row) {
    ResearcherId pool = row.owner();
    MarkTable.Row start = markOf(row);
    Map<Long, ChargeLine.Key> keys = new HashMap<>();
    List<LineTable.Kept> kept = lines.of(pool, BillingMonth.of(start.settledTo()));
    kept.forEach(one -> keys.put(one.id(), one.line().key()));
    Books books =
        new Books(
            mark(start, keys),
            marks.after(pool, start.settledTo()).stream().map(one -> mark(one, keys)).toList(),
            ledger.balances(pool),
            kept.stream().map(LineTable.Kept::line).toList(),
            row.staleSince() == null ? List.of() : written(pool, start.settledTo(), keys),
            List.of());
    Map<ChargeLine.Key, Long> ids =
        kept.stream().collect(toMap(one -> one.line().key(), LineTable.Kept::id));
    return new Loaded(row, books, facts.from(pool, start.settledTo()), ids);
  }

  /** For writing: with the tiles that stand. */
  Loaded toWrite(Loaded loaded) {
    List<Tile> standing = tiles.beyond(loaded.row().owner(), loaded.mark());
    return new Loaded(
        loaded.row(), loaded.books().with(standing), loaded.facts(), loaded.lineIds());
  }

  /** The newest mark before which nothing has changed. */
  private MarkTable.Row markOf(PoolRow row) {
    Instant unchangedBefore =
        row.staleSince() == null ? row.settledTo().plusSeconds(1) : row.staleSince();
    return marks
        .before(row.owner(), unchangedBefore)
        .orElseThrow(() ->
            new IllegalStateException(
                "%s has no mark before %s".formatted(row.owner(), unchangedBefore)));
  }

  private static Mark mark(MarkTable.Row row, Map<Long, ChargeLine.Key> keys) {
    Map<ChargeLine.Key, Long> unposted = new HashMap<>();
    row.unposted()
        .forEach((line, quantity) -> {
          ChargeLine.Key key = keys.get(line);
          if (key != null) {
            unposted.put(key, quantity);
          }
        });
    return new Mark(row.settledTo(), row.standing(), unposted);
  }

  private List<Written> written(ResearcherId pool, Instant mark, Map<Long, ChargeLine.Key> keys) {
    return journals.after(pool, mark).stream()
        .map(one ->
            new Written(
                one.id(),
                one.fact(),
                one.transaction(),
                one.chargeLine() == null ? null : keys.get(one.chargeLine()),
                one.quantity()))
        .toList();
  }
}
