package org.stipend.orchestrator.books;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.books.Draft;
import org.stipend.cost.funding.Settlement;
import org.stipend.cost.funding.Tile;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.web.Problem;

/**
 * What is true of one pool: its deadline is the one computed anew, and its books, with what is
 * still to be written, are those made anew from all its facts.
 */
@Component
final class PoolProof {

  private final JdbcClient jdbc;
  private final PoolBooks books;
  private final Drafts drafts;
  private final FactsOfPools facts;
  private final TileTable tiles;

  PoolProof(JdbcClient jdbc, PoolBooks books, Drafts drafts, FactsOfPools facts, TileTable tiles) {
    this.jdbc = jdbc;
    this.books = books;
    this.drafts = drafts;
    this.facts = facts;
    this.tiles = tiles;
  }

  /** Empty when it holds. */
  Optional<String> wrongDeadline(PoolRow row, Instant now) {
    Instant deadline = row.deadline();
    if (deadline != null && !deadline.isAfter(now)) {
      return Optional.empty(); // about to be handled; that it is not stands on its own gauge
    }
    PoolRow anew = books.looked(row, books.look(row, now), now);
    boolean same =
        Objects.equals(anew.deadline(), deadline) && Objects.equals(anew.endsAt(), row.endsAt());
    return same
        ? Optional.empty()
        : Optional.of(
            "pool %s is armed for %s, should be %s"
                .formatted(row.owner(), deadline, anew.deadline()));
  }

  /** Empty when they hold. Books that cannot be gone on from, for what they say, do not. */
  Optional<String> wrongBooks(PoolRow row) {
    try {
      return difference(row);
    } catch (RuntimeException e) {
      if (!isForTheBooks(e)) {
        throw e;
      }
      return Optional.of("pool %s cannot be settled: %s".formatted(row.owner(), e));
    }
  }

  /** False where only the database was away, or a lock held by somebody else. */
  static boolean isForTheBooks(RuntimeException failure) {
    return failure instanceof DataAccessException
        ? failure instanceof DataIntegrityViolationException
        : !(failure instanceof TransactionException || failure instanceof Problem);
  }

  private Optional<String> difference(PoolRow row) {
    Settlement truth = facts.all(row.owner()).settle(row.settledTo());
    Draft draft = drafts.fromTheMark(row).upTo(row.settledTo());
    Map<String, Money> difference = booked(row.owner());
    draft.postings().forEach(one -> add(difference, one, one.amount()));
    for (Transaction transaction : truth.transactions()) {
      transaction.postings().forEach(one -> add(difference, one, one.amount().negated()));
    }
    difference.values().removeIf(Money::isZero);
    List<String> wrong = new ArrayList<>();
    if (!difference.isEmpty()) {
      wrong.add("pool %s differs by %s".formatted(row.owner(), difference));
    }
    if (row.staleSince() == null && !draft.entries().isEmpty()) {
      wrong.add("pool %s lacks %s".formatted(row.owner(), draft.entries()));
    }
    if (row.staleSince() == null) {
      wrong.addAll(wrongTiles(row.owner(), truth.tiles()));
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }

  private List<String> wrongTiles(ResearcherId pool, List<Tile> truth) {
    Set<Tile> should = Set.copyOf(truth);
    Set<Tile> are = Set.copyOf(tiles.all(pool));
    Set<Tile> missing = should.stream().filter(tile -> !are.contains(tile)).collect(toSet());
    Set<Tile> extra = are.stream().filter(tile -> !should.contains(tile)).collect(toSet());
    return missing.isEmpty() && extra.isEmpty()
        ? List.of()
        : List.of("pool %s: should have %s, has %s".formatted(pool, missing, extra));
  }

  private static void add(Map<String, Money> sums, Posting posting, Money amount) {
    sums.merge(posting.account().name(), amount, Money::plus);
  }

  /** What usage, expiry and revocations moved on each account. */
  private Map<String, Money> booked(ResearcherId owner) {
    Map<String, Money> booked = new TreeMap<>();
    jdbc.sql(
            """
            SELECT a.name, sum(p.amount_nanos)::bigint AS amount
              FROM journal j JOIN posting p ON p.journal = j.id JOIN account a ON a.id = p.account
             WHERE j.researcher = :owner AND j.kind <> 'GRANT'
             GROUP BY a.name
            """)
        .param("owner", owner.value())
        .query(row -> {
          booked.put(row.getString("name"), Money.ofNanos(row.getLong("amount")));
        });
    return booked;
  }
}
