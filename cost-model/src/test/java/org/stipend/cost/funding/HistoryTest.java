package org.stipend.cost.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.ADA;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.stipend.cost.ledger.Account;
import org.stipend.cost.ledger.Posting;
import org.stipend.cost.ledger.Transaction;
import org.stipend.cost.ledger.Transaction.Kind;
import org.stipend.cost.money.Money;
import org.stipend.cost.testing.RandomPools;
import org.stipend.cost.testing.Seeded;
import org.stipend.cost.testing.Totals;
import org.stipend.cost.time.Interval;
import org.stipend.cost.usage.UsageSegment;

/** Facts that arrive late, or in another order, end in the same books. */
class HistoryTest {

  private static final Interval WINDOW = new Interval(RandomPools.BEGIN, RandomPools.END);

  @Test
  void theOrderOfFactsDoesNotMatter() {
    Seeded.cases(
        100,
        random -> {
          Pool pool = RandomPools.next(random);
          History history = historyOf(pool, pool.segments());
          History other = historyOf(pool, shuffled(pool.segments(), random));

          assertThat(totals(other)).hasToString(totals(history).toString());
          assertThat(totals(history))
              .hasToString(Totals.of(List.of(pool.settle(RandomPools.END))).toString());
        });
  }

  @Test
  void settledStepByStepNothingIsLeftToRestate() {
    Seeded.cases(
        100,
        random -> {
          Pool pool = RandomPools.next(random);
          List<Settlement> steps = SettlementTest.settleAt(SettlementTest.cuts(random), pool);
          List<UsageSegment> tiles = tiles(pool, steps);

          History history = historyOf(pool, metered(pool, tiles));
          Settlement anew = history.settle(RandomPools.END);

          assertThat(restated(postings(steps), anew)).isEmpty();
          assertThat(history.tiles(anew)).containsExactlyInAnyOrderElementsOf(tiles);
        });
  }

  @Test
  void aStopLearnedLateEndsLikeOneKnownAtOnce() {
    Seeded.cases(
        200,
        random -> {
          Pool known = RandomPools.next(random);
          Pool unaware =
              new Pool(
                  known.owner(),
                  known.standing(),
                  known.asOf(),
                  known.grants(),
                  openEnded(known.segments(), random),
                  known.lines(),
                  known.prices());
          Settlement before = unaware.settle(RandomPools.END);
          Settlement after = historyOf(known, known.segments()).settle(RandomPools.END);

          var books = new ArrayList<>(Restatement.postings(before));
          restated(books, after).ifPresent(correction -> books.addAll(correction.postings()));
          assertThat(sums(books)).isEqualTo(sums(Restatement.postings(after)));

          restated(books, before).ifPresent(back -> books.addAll(back.postings()));
          assertThat(sums(books)).isEqualTo(sums(Restatement.postings(before)));
        });
  }

  @Test
  void everyBillableSecondHasExactlyOnePayer() {
    Seeded.cases(
        100,
        random -> {
          Pool pool = RandomPools.next(random);
          History history = historyOf(pool, pool.segments());
          Map<String, List<UsageSegment>> byRun = new TreeMap<>();
          for (UsageSegment tile : history.tiles(history.settle(RandomPools.END))) {
            String run = "%s %s %s".formatted(tile.resource(), tile.quantity().sku(), tile.run());
            byRun.computeIfAbsent(run, _ -> new ArrayList<>()).add(tile);
          }

          for (Metered metered : pool.segments()) {
            UsageSegment whole = metered.segment();
            String run =
                "%s %s %s".formatted(whole.resource(), whole.quantity().sku(), whole.run());
            Instant end = whole.start();
            for (UsageSegment tile : byRun.get(run)) {
              if (!tile.start().isBefore(whole.start()) && tile.start().equals(end)) {
                end = tile.end() == null ? Instant.MAX : tile.end();
              }
            }
            assertThat(end).isEqualTo(whole.end() == null ? Instant.MAX : whole.end());
          }
        });
  }

  @Test
  void aLateStopGivesTheCreditBackToTheGrantsThatPaid() {
    Seeded.cases(
        100,
        random -> {
          Pool pool = RandomPools.next(random);
          Settlement before = pool.settle(RandomPools.END);
          Optional<Transaction> same = restated(Restatement.postings(before), before);

          assertThat(same).isEmpty();
        });
  }

  private static Optional<Transaction> restated(List<Posting> posted, Settlement wanted) {
    return Restatement.of("restate", Kind.RESTATE, WINDOW, posted, Restatement.postings(wanted));
  }

  private static Map<String, Money> sums(List<Posting> postings) {
    var sums = new TreeMap<String, Money>();
    for (Posting posting : postings) {
      String account = posting.account().name();
      boolean credit = posting.account().kind() == Account.Kind.CREDIT;
      sums.merge(
          "%s of %s".formatted(credit ? "credit" : account, posting.line()),
          posting.amount(),
          Money::plus);
      sums.merge(account, posting.amount(), Money::plus);
    }
    sums.values().removeIf(Money::isZero);
    return sums;
  }

  private static List<Posting> postings(List<Settlement> settlements) {
    return settlements.stream().flatMap(one -> Restatement.postings(one).stream()).toList();
  }

  private static List<Metered> openEnded(List<Metered> segments, RandomGenerator random) {
    var open = new ArrayList<Metered>();
    for (Metered metered : segments) {
      UsageSegment one = metered.segment();
      UsageSegment unaware =
          one.run() == null
              ? UsageSegment.of(one.id(), one.resource(), one.quantity(), one.payer(), one.start())
              : UsageSegment.ofRun(
                  one.id(), one.resource(), one.quantity(), one.payer(), one.start());
      boolean late = random.nextBoolean() && !one.isOpen();
      open.add(late ? Metered.unsettled(unaware, metered.afterCredit()) : metered);
    }
    return open;
  }

  /** The rows a caller would have: each hand-off closes one and opens another. */
  private static List<UsageSegment> tiles(Pool pool, List<Settlement> steps) {
    var tiles = new ArrayList<UsageSegment>();
    pool.segments().forEach(metered -> tiles.add(metered.segment()));
    for (Settlement step : steps) {
      for (HandOff pass : step.handOffs()) {
        tiles.replaceAll(tile -> tile.id().equals(pass.closed()) ? tile.before(pass.at()) : tile);
        tiles.add(pass.opened());
      }
    }
    return tiles;
  }

  private static List<Metered> metered(Pool pool, List<UsageSegment> tiles) {
    var after = new TreeMap<String, Metered>();
    pool.segments()
        .forEach(
            one -> after.put(one.segment().resource() + " " + one.segment().quantity().sku(), one));
    return tiles.stream()
        .map(tile ->
            Metered.unsettled(
                tile, after.get(tile.resource() + " " + tile.quantity().sku()).afterCredit()))
        .toList();
  }

  private static List<Metered> shuffled(List<Metered> segments, RandomGenerator random) {
    var other = new ArrayList<>(segments);
    Collections.shuffle(other, new Random(random.nextLong()));
    return other;
  }

  private static History historyOf(Pool pool, List<Metered> segments) {
    return new History(ADA, pool.grants(), segments, pool.prices());
  }

  private static Totals totals(History history) {
    return Totals.of(List.of(history.settle(RandomPools.END)));
  }
}
