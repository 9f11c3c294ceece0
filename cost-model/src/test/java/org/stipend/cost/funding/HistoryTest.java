package org.stipend.cost.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.cost.testing.Build.ADA;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stipend.cost.SegmentId;
import org.stipend.cost.testing.RandomPools;
import org.stipend.cost.testing.Seeded;
import org.stipend.cost.testing.Totals;
import org.stipend.cost.usage.Run;
import org.stipend.cost.usage.UsageSegment;

/** Facts that arrive late, or in another order, end in the same books. */
class HistoryTest {

  @Test
  void theOrderOfFactsDoesNotMatter() {
    Seeded.cases(
        50,
        random -> {
          Pool pool = RandomPools.next(random);
          var shuffled = new ArrayList<>(pool.segments());
          Collections.shuffle(shuffled, new Random(random.nextLong()));

          assertThat(totals(historyOf(pool, shuffled)))
              .hasToString(totals(historyOf(pool, pool.segments())).toString())
              .hasToString(Totals.of(List.of(pool.settle(RandomPools.END))).toString());
        });
  }

  @Test
  void isWhatSettlingStepByStepCameTo() {
    Seeded.cases(
        50,
        random -> {
          Pool pool = RandomPools.next(random);
          List<Settlement> steps = SettlementTest.settleAt(SettlementTest.cuts(random), pool);
          Rows rows = rows(pool, steps);
          History history = historyOf(pool, metered(pool, rows));

          assertThat(totals(history)).hasToString(Totals.of(steps).toString());
          assertThat(history.tiles(history.settle(RandomPools.END)))
              .containsExactlyInAnyOrderElementsOf(rows.tiles());
        });
  }

  @Test
  void aStopLearnedLateEndsLikeOneKnownInTime() {
    Seeded.cases(
        100,
        random -> {
          Pool aware = RandomPools.next(random);
          Pool unaware = aware.withSegments(stillOpen(aware.segments(), random));
          Rows rows = rows(unaware, SettlementTest.settleAt(SettlementTest.cuts(random), unaware));

          History learned = historyOf(aware, metered(aware, stopped(rows, aware)));
          assertThat(totals(learned))
              .hasToString(totals(historyOf(aware, aware.segments())).toString());
        });
  }

  @Test
  void everyBillableSecondHasExactlyOnePayer() {
    Seeded.cases(
        50,
        random -> {
          Pool pool = RandomPools.next(random);
          History history = historyOf(pool, pool.segments());
          Map<SegmentId, UsageSegment> tiles = new HashMap<>();
          history
              .tiles(history.settle(RandomPools.END))
              .forEach(tile -> tiles.put(tile.id(), tile));

          for (Metered metered : pool.segments()) {
            UsageSegment whole = metered.segment();
            UsageSegment tile = tiles.remove(whole.id());
            assertThat(tile.start()).isEqualTo(whole.start());
            for (var next = successor(tile, tiles); next != null; next = successor(tile, tiles)) {
              assertThat(next.start()).isEqualTo(tile.end());
              tile = next;
            }
            assertThat(tile.end()).isEqualTo(whole.end());
          }
          assertThat(tiles).isEmpty();
        });
  }

  private static @Nullable UsageSegment successor(
      UsageSegment tile, Map<SegmentId, UsageSegment> tiles) {
    return tile.end() == null ? null : tiles.remove(tile.id().successorAt(tile.end()));
  }

  /** What a caller would have kept: each hand-off closes a row and opens another. */
  private record Rows(List<UsageSegment> tiles, Map<SegmentId, SegmentId> origins) {}

  private static Rows rows(Pool pool, List<Settlement> steps) {
    var rows = new Rows(new ArrayList<>(), new HashMap<>());
    for (Metered metered : pool.segments()) {
      rows.tiles().add(metered.segment());
      rows.origins().put(metered.segment().id(), metered.segment().id());
    }
    for (Settlement step : steps) {
      for (HandOff pass : step.handOffs()) {
        rows.tiles()
            .replaceAll(tile -> tile.id().equals(pass.closed()) ? tile.before(pass.at()) : tile);
        rows.tiles().add(pass.opened());
        rows.origins().put(pass.opened().id(), rows.origins().get(pass.closed()));
      }
    }
    return rows;
  }

  /** Some segments as they look before anybody knows that they have ended. */
  private static List<Metered> stillOpen(List<Metered> segments, RandomGenerator random) {
    return changed(
        segments,
        segment ->
            random.nextBoolean()
                ? new UsageSegment(
                    segment.id(),
                    segment.resource(),
                    segment.quantity(),
                    segment.payer(),
                    segment.start(),
                    null,
                    segment.run() == null ? null : new Run(segment.run().start(), null))
                : segment);
  }

  /** The rows after the ends were learned: what lies behind an end is gone. */
  private static Rows stopped(Rows rows, Pool aware) {
    var kept = new ArrayList<UsageSegment>();
    for (UsageSegment tile : rows.tiles()) {
      UsageSegment fact = fact(aware, rows, tile).segment();
      Instant end = fact.end();
      if (end == null || (tile.end() != null && tile.end().isBefore(end))) {
        kept.add(withRun(tile, fact.run()));
      } else if (tile.start().isBefore(end) || tile.id().equals(fact.id())) {
        kept.add(withRun(tile.endedAt(end), fact.run()));
      }
    }
    return new Rows(kept, rows.origins());
  }

  private static UsageSegment withRun(UsageSegment tile, @Nullable Run run) {
    return new UsageSegment(
        tile.id(), tile.resource(), tile.quantity(), tile.payer(), tile.start(), tile.end(), run);
  }

  private static List<Metered> metered(Pool pool, Rows rows) {
    return rows.tiles().stream()
        .map(tile -> Metered.unsettled(tile, fact(pool, rows, tile).afterCredit()))
        .toList();
  }

  private static Metered fact(Pool pool, Rows rows, UsageSegment tile) {
    SegmentId origin = rows.origins().get(tile.id());
    return pool.segments().stream()
        .filter(one -> one.segment().id().equals(origin))
        .findFirst()
        .orElseThrow();
  }

  private static List<Metered> changed(List<Metered> segments, UnaryOperator<UsageSegment> change) {
    return segments.stream()
        .map(one -> Metered.unsettled(change.apply(one.segment()), one.afterCredit()))
        .toList();
  }

  private static History historyOf(Pool pool, List<Metered> segments) {
    return new History(ADA, pool.grants(), segments, pool.prices());
  }

  private static Totals totals(History history) {
    return Totals.of(List.of(history.settle(RandomPools.END)));
  }
}
