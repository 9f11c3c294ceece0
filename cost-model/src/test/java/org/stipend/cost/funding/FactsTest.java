package org.stipend.cost.funding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stipend.cost.testing.RandomPools;
import org.stipend.cost.testing.Seeded;
import org.stipend.cost.testing.Totals;

/** All facts at once say what the books should hold. */
class FactsTest {

  @Test
  void theirOrderDoesNotMatter() {
    Seeded.cases(
        50,
        random -> {
          Facts facts = RandomPools.facts(random);
          var shuffled = new ArrayList<>(facts.uses());
          Collections.shuffle(shuffled, new Random(random.nextLong()));
          var others =
              new Facts(
                  facts.owner(),
                  facts.grants().reversed(),
                  facts.revocations().reversed(),
                  shuffled,
                  facts.prices());

          assertThat(totals(others)).isEqualTo(totals(facts));
        });
  }

  @Test
  void sayWhatSettlingStepByStepComesTo() {
    Seeded.cases(
        50,
        random -> {
          Facts facts = RandomPools.facts(random);
          Pool pool = facts.beginning(RandomPools.BEGIN);

          assertThat(Totals.of(SettlementTest.settleAt(SettlementTest.cuts(random), pool)))
              .hasToString(totals(facts));
        });
  }

  @Test
  void giveEveryBillableSecondExactlyOnePayer() {
    Seeded.cases(
        50,
        random -> {
          Facts facts = RandomPools.facts(random);
          List<Tile> tiles = facts.settle(RandomPools.END).tiles();

          for (Metered metered : facts.uses()) {
            Instant next = metered.use().start();
            for (Tile tile : tiles) {
              if (tile.use().equals(metered.use().id())) {
                assertThat(tile.start()).isEqualTo(next);
                next = tile.end();
              }
            }
            Instant end = metered.use().end();
            boolean ended = end != null && !end.isAfter(RandomPools.END);
            assertThat(next).isEqualTo(ended ? end : null);
          }
        });
  }

  private static String totals(Facts facts) {
    return Totals.of(List.of(facts.settle(RandomPools.END))).toString();
  }
}
