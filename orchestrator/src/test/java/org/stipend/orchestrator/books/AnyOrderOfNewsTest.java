package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.funding.Facts;
import org.stipend.cost.money.Money;
import org.stipend.cost.rating.ChargeLine;
import org.stipend.cost.testing.ReferencePool;
import org.stipend.cost.time.BillingMonth;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Ledger;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/**
 * The same facts, told promptly with a settlement at every turn, or late and in another order with
 * none: the books are the same, and every invariant holds.
 */
final class AnyOrderOfNewsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>(List.of(1L, 7L, 42L));
    long first = Long.getLong("stipend.seed", 1_000);
    for (long i = 0; i < Long.getLong("stipend.seeds", 3); i++) {
      seeds.add(first + i);
    }
    return seeds;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void endsInTheSameBooks(long seed) {
    Map<String, Long> prompt = play(seed, new Random(seed), false);
    Map<String, Long> late = play(seed, new Random(~seed), true);
    assertThat(late).as("seed %d", seed).isEqualTo(prompt);
  }

  private static Map<String, Long> play(long seed, Random delays, boolean late) {
    MoneyWorld world = new MoneyWorld(database);
    try {
      world.clock.moveTo(Story.BEGIN);
      ResearcherId pool = world.aResearcher();
      var played =
          new Story.Played(
              world,
              pool,
              List.of(world.aWorkspaceOf(pool), world.aWorkspaceOf(pool)),
              new HashMap<>());
      for (Story.News one : Story.of(new Random(seed), late ? delays : null)) {
        world.clock.moveTo(one.told());
        if (!late || delays.nextInt(4) == 0) {
          world.get(Deadlines.class).sweep(one.told(), Duration.ZERO);
          world.settleDue(one.told());
        }
        one.tell().to(played);
      }
      world.clock.moveTo(Story.END);
      world.get(Deadlines.class).sweep(Story.END, Duration.ZERO);
      world.settle(pool, Story.END);
      assertThat(world.get(Proof.class).run())
          .as("seed %d, %s", seed, late ? "late" : "prompt")
          .allMatch(ProofCheck.Result::ok);
      if (late) {
        compareWithTheSlowModel(world, pool);
      }
      return balances(world, pool);
    } finally {
      world.close();
    }
  }

  /** The books against a model that goes second by second and knows nothing of them. */
  private static void compareWithTheSlowModel(MoneyWorld world, ResearcherId owner) {
    Facts facts = world.get(FactsOfPools.class).all(owner);
    ReferencePool slow = ReferencePool.settled(facts.beginning(Story.END), Story.END);
    Map<GrantId, Money> left = world.get(Ledger.class).balances(owner);
    slow.left()
        .forEach((grant, nanos) ->
            assertThat(left.get(grant.id()).nanos()).as("left of %s", grant).isEqualTo(nanos));
    Map<ChargeLine.Key, Long> posted = new HashMap<>(slow.posted());
    posted.values().removeIf(nanos -> nanos == 0);
    Map<ChargeLine.Key, Long> booked = new HashMap<>();
    for (LineTable.Kept kept : world.get(LineTable.class).of(owner, BillingMonth.of(2026, 1))) {
      booked.put(kept.line().key(), kept.line().posted().nanos());
    }
    booked.values().removeIf(nanos -> nanos == 0);
    assertThat(booked).isEqualTo(posted);
  }

  private static Map<String, Long> balances(MoneyWorld world, ResearcherId pool) {
    Map<String, Long> balances = new TreeMap<>();
    world
        .jdbc()
        .sql(
            """
            SELECT CASE WHEN g.id IS NULL THEN a.kind || CASE WHEN a.kind = 'CONSUMED' THEN a.name ELSE '' END
                        ELSE 'grant at ' || g.effective_at || ' of ' || g.amount_nanos END AS account,
                   sum(p.amount_nanos)::bigint AS amount
              FROM journal j JOIN posting p ON p.journal = j.id JOIN account a ON a.id = p.account
              LEFT JOIN credit_grant g ON a.name = 'credit:' || g.id
             WHERE j.researcher = :pool GROUP BY 1 HAVING sum(p.amount_nanos) <> 0
            """)
        .param("pool", pool.value())
        .query(row -> {
          balances.put(row.getString("account"), row.getLong("amount"));
        });
    return balances;
  }
}
