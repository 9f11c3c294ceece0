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
 * Loads the books and the facts of a pool and asks the cost model, once, what is to be written.
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
   * A draft with what its writer needs to know.
   *
   * @param mark where it started over
   * @param lineIds rows of the charge lines that exist
   * @param standing the tiles beyond the mark as they are now
   */
  record Loaded(
      Draft draft, Instant mark, Map<ChargeLine.Key, Long> lineIds, List<Tile> standing) {}

  /** For looking: up to an instant, or to where the books are if that is later. */
  Draft upTo(PoolRow row, Instant to) {
    return row.parked() ? anew(row, to) : fromTheMark(row, to);
  }

  /** As the books have it, also those that are wrong. */
  Draft fromTheMark(PoolRow row, Instant to) {
    return load(row, to, List.of()).draft();
  }

  /**
   * Of a parked pool: its books are wrong, so how it stands follows from all its facts alone, and
   * what is to be written is all that differs.
   */
  private Draft anew(PoolRow row, Instant to) {
    ResearcherId pool = row.owner();
    Instant reach = to.isBefore(row.settledTo()) ? row.settledTo() : to;
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
    return books.bring(all, reach, row.revision() + 1);
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

  /** For writing. */
  Loaded toWrite(PoolRow row, Instant to) {
    return load(row, to, tiles.beyond(row.owner(), markOf(row).settledTo()));
  }

  private Loaded load(PoolRow row, Instant to, List<Tile> beyond) {
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
            beyond);
    Instant reach = to.isBefore(row.settledTo()) ? row.settledTo() : to;
    Draft draft = books.bring(facts.from(pool, start.settledTo()), reach, row.revision() + 1);
    Map<ChargeLine.Key, Long> ids =
        kept.stream().collect(toMap(one -> one.line().key(), LineTable.Kept::id));
    return new Loaded(draft, start.settledTo(), ids, beyond);
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
