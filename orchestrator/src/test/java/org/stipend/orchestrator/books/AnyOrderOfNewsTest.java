package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.cost.DiskId;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
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

  private static final List<String> MACHINES =
      List.of("n1-standard-4", "n1-standard-4+1xt4", "e2-medium", "n2-standard-8", "e2-micro");
  private static final List<String> DISKS = List.of("pd-balanced", "pd-standard", "pd-ssd");

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>(List.of(1L, 7L, 42L));
    long first = Long.getLong("stipend.seed", 1_000);
    for (long i = 0; i < Long.getLong("stipend.seeds", 3); i++) {
      seeds.add(first + i);
    }
    return seeds;
  }

  /** Something that happened, told at some time. */
  private record News(Instant told, int order, Tell tell) {}

  private interface Tell {
    void to(MoneyWorld world, ResearcherId pool, WorkspaceId workspace);
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
      ResearcherId pool = world.aResearcher();
      WorkspaceId workspace = world.aWorkspaceOf(pool);
      List<News> news = new ArrayList<>(story(new Random(seed), late ? delays : null));
      news.sort(Comparator.comparing(News::told).thenComparing(News::order));
      for (News one : news) {
        world.clock.moveTo(one.told());
        if (!late || delays.nextInt(4) == 0) {
          world.get(Deadlines.class).sweep(one.told(), Duration.ZERO);
          world.get(Settlements.class).settleDue(one.told(), 10);
        }
        one.tell().to(world, pool, workspace);
      }
      Instant end = T0.plus(Duration.ofDays(3));
      world.clock.moveTo(end);
      world.get(Deadlines.class).sweep(end, Duration.ZERO);
      world.settle(pool, end);
      assertThat(world.get(Proof.class).run())
          .as("seed %d, %s", seed, late ? "late" : "prompt")
          .allMatch(ProofCheck.Result::ok);
      if (late) {
        compareWithTheSlowModel(world, pool, end);
      }
      return balances(world, pool);
    } finally {
      world.close();
    }
  }

  /** What happens is the seed's; when it is told is not. */
  private static List<News> story(Random facts, Random delays) {
    List<News> news = new ArrayList<>();
    int order = 0;
    news.add(
        grant(
            T0, cents(facts, 5, 300), facts.nextBoolean() ? hours(facts, 10, 60) : null, order++));
    for (int i = facts.nextInt(3); i > 0; i--) {
      Instant at = hours(facts, 1, 40);
      news.add(
          grant(
              at,
              cents(facts, 1, 100),
              facts.nextBoolean() ? at.plusSeconds(3_600) : null,
              order++));
    }
    for (int i = 1 + facts.nextInt(4); i > 0; i--) {
      Instant start = hours(facts, 0, 30);
      DiskId disk = new DiskId(new UUID(facts.nextLong(), i));
      String type = DISKS.get(facts.nextInt(DISKS.size()));
      long gib = 10 + facts.nextInt(2_000);
      Instant told = told(start, delays);
      news.add(
          new News(
              told,
              order++,
              (world, pool, workspace) ->
                  world.diskCreated(ours(disk, pool), workspace, type, gib, start)));
      if (facts.nextBoolean()) {
        Instant end = start.plusSeconds(facts.nextInt(100_000));
        news.add(
            new News(
                later(told, told(end, delays)),
                order++,
                (world, pool, workspace) -> world.diskDeleted(ours(disk, pool), end)));
      }
    }
    for (int i = 1 + facts.nextInt(5); i > 0; i--) {
      order = runs(facts, delays, news, order, i);
    }
    return news;
  }

  /** A runtime that is started and stopped a few times. */
  private static int runs(Random facts, Random delays, List<News> news, int first, int index) {
    int order = first;
    UUID name = new UUID(facts.nextLong(), index);
    String type = MACHINES.get(facts.nextInt(MACHINES.size()));
    Instant start = hours(facts, 0, 30).plusMillis(facts.nextInt(1_000));
    Instant told = start;
    for (int runs = 1 + facts.nextInt(3); runs > 0; runs--) {
      Instant began = start;
      told = later(told, told(began, delays));
      news.add(
          new News(
              told,
              order++,
              (world, pool, workspace) ->
                  world.machineStarted(ours(name, pool), workspace, type, began)));
      if (runs == 1 && facts.nextInt(4) == 0) {
        break; // runs on
      }
      Instant stop =
          began.plusMillis(
              facts.nextInt(3) == 0 ? facts.nextInt(70_000) : facts.nextInt(20_000_000));
      boolean failed = facts.nextInt(5) == 0;
      if (delays != null && delays.nextInt(3) == 0) {
        Instant guess = began.plusMillis(delays.nextInt(20_000_000));
        told = later(told, told(guess, delays));
        news.add(
            new News(
                told,
                order++,
                (world, pool, workspace) -> world.machineStopped(ours(name, pool), guess, true)));
      }
      told = later(told, told(stop, delays));
      news.add(
          new News(
              told,
              order++,
              (world, pool, workspace) -> world.machineStopped(ours(name, pool), stop)));
      news.add(
          new News(
              told,
              order++,
              (world, pool, workspace) -> world.machineStopped(ours(name, pool), stop)));
      if (failed) {
        news.add(
            new News(
                told(told, delays),
                order++,
                (world, pool, workspace) -> world.launchFailed(ours(name, pool), began)));
      }
      start = stop.plusMillis(facts.nextInt(10_000_000));
    }
    return order;
  }

  /** The same story is played twice in one database, each time with things of its own. */
  private static RuntimeId ours(UUID name, ResearcherId pool) {
    return new RuntimeId(UUID.nameUUIDFromBytes((name + "/" + pool).getBytes()));
  }

  private static DiskId ours(DiskId disk, ResearcherId pool) {
    return new DiskId(UUID.nameUUIDFromBytes((disk + "/" + pool).getBytes()));
  }

  private static News grant(Instant at, String dollars, Instant expires, int order) {
    return new News(at, order, (world, pool, workspace) -> world.grant(pool, dollars, expires));
  }

  private static Instant told(Instant happened, Random delays) {
    return delays == null ? happened : happened.plusSeconds(delays.nextInt(20_000));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant hours(Random random, int from, int to) {
    return T0.plusSeconds(from * 3_600L + random.nextInt((to - from) * 3_600));
  }

  private static String cents(Random random, int least, int most) {
    return "%d.%02d%07d"
        .formatted(
            least / 100 + random.nextInt(1 + most / 100),
            random.nextInt(100),
            1 + random.nextInt(9_999_999));
  }

  /** The books against a model that goes second by second and knows nothing of them. */
  private static void compareWithTheSlowModel(MoneyWorld world, ResearcherId owner, Instant end) {
    Facts facts = world.get(FactsOfPools.class).all(owner);
    ReferencePool slow = ReferencePool.settled(facts.beginning(end), end);
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
