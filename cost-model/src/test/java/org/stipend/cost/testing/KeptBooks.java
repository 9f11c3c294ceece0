package org.stipend.cost.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.stipend.cost.GrantId;
import org.stipend.cost.books.Books;
import org.stipend.cost.books.Draft;
import org.stipend.cost.books.Entry;
import org.stipend.cost.books.Mark;
import org.stipend.cost.books.Written;
import org.stipend.cost.funding.Facts;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.funding.Standing;
import org.stipend.cost.funding.Tile;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;

/**
 * A clerk with books in memory, who writes what he is told and refuses what no book allows: a key
 * twice, credit below zero, a second reversal.
 */
public final class KeptBooks {

  private final List<Mark> marks = new ArrayList<>();
  private final Map<Long, Written> journals = new LinkedHashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final Set<Long> reversed = new HashSet<>();
  private final Map<GrantId, Money> left = new HashMap<>();
  private final Map<ChargeLine.Key, ChargeLine> lines = new LinkedHashMap<>();
  private final Map<String, Money> balances = new TreeMap<>();
  private List<Tile> tiles = List.of();
  private int revision;

  /** Books that begin before an instant. */
  public KeptBooks(Instant begin) {
    marks.add(new Mark(begin.minusSeconds(1), Standing.NONE, Map.of()));
  }

  public Instant settledTo() {
    return marks.getLast().settledTo();
  }

  /** Brings the books up to an instant, given that nothing changed before another. */
  public Draft bring(Facts facts, Instant unchangedBefore, Instant to) {
    facts.grants().forEach(grant -> left.putIfAbsent(grant.id(), grant.amount()));
    Mark mark =
        marks.reversed().stream()
            .filter(one -> one.settledTo().isBefore(unchangedBefore))
            .findFirst()
            .orElseThrow();
    Draft draft = booksFrom(mark).bring(facts, to, ++revision);
    write(draft, mark.settledTo());
    return draft;
  }

  private Books booksFrom(Mark mark) {
    Instant at = mark.settledTo();
    List<Mark> later = marks.stream().filter(one -> one.settledTo().isAfter(at)).toList();
    List<Written> after =
        journals.values().stream()
            .filter(one -> one.transaction().usage().end().isAfter(at))
            .filter(one -> !reversed.contains(one.journal()))
            .toList();
    List<Tile> beyond =
        tiles.stream().filter(tile -> tile.end() == null || tile.end().isAfter(at)).toList();
    return new Books(mark, later, left, List.copyOf(lines.values()), after, beyond);
  }

  private void write(Draft draft, Instant mark) {
    draft.entries().forEach(this::write);
    draft.lines().forEach(line -> lines.put(line.key(), line));
    List<Tile> all =
        new ArrayList<>(
            tiles.stream()
                .filter(tile -> tile.end() != null && !tile.end().isAfter(mark))
                .toList());
    all.addAll(draft.tiles());
    tiles = all;
    marks.removeIf(one -> one.settledTo().isAfter(mark));
    marks.addAll(draft.marks());
  }

  private void write(Entry entry) {
    if (!keys.add(entry.transaction().key())) {
      throw new IllegalStateException(entry.transaction().key() + " is booked twice");
    }
    if (entry.reverses() != null && !reversed.add(entry.reverses())) {
      throw new IllegalStateException(entry.transaction().key() + " reverses again");
    }
    for (Posting posting : entry.transaction().postings()) {
      Account account = posting.account();
      balances.merge(account.name(), posting.amount(), Money::plus);
      if (account.kind() == Account.Kind.CREDIT) {
        Money rest = Objects.requireNonNull(left.get(account.grant())).plus(posting.amount());
        if (rest.isNegative()) {
          throw new IllegalStateException(entry.transaction().key() + " takes what is not there");
        }
        left.put(account.grant(), rest);
      }
    }
    long id = journals.size() + 1L;
    if (entry.reverses() == null) {
      journals.put(
          id, new Written(id, entry.fact(), entry.transaction(), entry.line(), entry.quantity()));
    } else {
      journals.put(id, new Written(id, entry.fact(), entry.transaction(), entry.line(), 0));
      reversed.add(id); // a reversal never stands by itself
    }
  }

  /** What was moved on each account; only what is not zero. */
  public Map<String, Money> balances() {
    balances.values().removeIf(Money::isZero);
    return balances;
  }

  /** The same, of facts settled at once. */
  public static Map<String, Money> balancesOf(Facts facts, Instant to) {
    Map<String, Money> balances = new TreeMap<>();
    facts.settle(to).transactions().stream()
        .flatMap(transaction -> transaction.postings().stream())
        .forEach(one -> balances.merge(one.account().name(), one.amount(), Money::plus));
    balances.values().removeIf(Money::isZero);
    return balances;
  }

  public Money left(Grant grant) {
    return left.getOrDefault(grant.id(), grant.amount());
  }

  public Map<ChargeLine.Key, ChargeLine> lines() {
    return lines;
  }

  public List<Tile> tiles() {
    return tiles;
  }

  public int journals() {
    return journals.size();
  }
}
