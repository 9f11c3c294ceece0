package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** A month ends in the middle. */
  private static final Instant BEGIN = Instant.parse("2026-04-29T12:00:00Z");

  private static final Instant MONTH_END = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant END = BEGIN.plus(Duration.ofDays(3));

  /** By then all has happened and is told. */
  private static final Instant LAST = END.minus(Duration.ofHours(1));

  private static final List<String> ACCOUNTS = List.of("012345-6789AB-CDEF01", "A0-B1-C2");
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
    void to(Played played);
  }

  /**
   * A story being played.
   *
   * @param workspaces one that credit pays for, and one that is handed over now and then
   * @param grants by their number in the story
   */
  private record Played(
      MoneyWorld world,
      ResearcherId pool,
      List<WorkspaceId> workspaces,
      Map<Integer, GrantId> grants) {

    /** The same story is played twice in one database, each time with things of its own. */
    RuntimeId machine(UUID name) {
      return new RuntimeId(ours(name));
    }

    DiskId disk(UUID name) {
      return new DiskId(ours(name));
    }

    private UUID ours(UUID name) {
      return UUID.nameUUIDFromBytes((name + "/" + pool).getBytes());
    }
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
      world.clock.moveTo(BEGIN);
      ResearcherId pool = world.aResearcher();
      var played =
          new Played(
              world,
              pool,
              List.of(world.aWorkspaceOf(pool), world.aWorkspaceOf(pool)),
              new HashMap<>());
      List<News> news = new ArrayList<>(story(new Random(seed), late ? delays : null));
      news.sort(Comparator.comparing(News::told).thenComparing(News::order));
      for (News one : news) {
        world.clock.moveTo(one.told());
        if (!late || delays.nextInt(4) == 0) {
          world.get(Deadlines.class).sweep(one.told(), Duration.ZERO);
          world.settleDue(one.told());
        }
        one.tell().to(played);
      }
      world.clock.moveTo(END);
      world.get(Deadlines.class).sweep(END, Duration.ZERO);
      world.settle(pool, END);
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

  /** What happens is the seed's; when it is told is not. */
  private static List<News> story(Random facts, Random delays) {
    return new Story(facts, delays).news();
  }

  private static final class Story {

    private final Random facts;
    private final Random delays;
    private final List<News> news = new ArrayList<>();
    private final List<Instant> grants = new ArrayList<>();

    /**
     * @param delays null: everything is told as it happens
     */
    Story(Random facts, Random delays) {
      this.facts = facts;
      this.delays = delays;
    }

    List<News> news() {
      grant(BEGIN, cents(facts, 5, 300), facts.nextBoolean() ? hours(10, 60) : null);
      for (int i = facts.nextInt(3); i > 0; i--) {
        Instant at = hours(1, 40);
        Instant expires =
            facts.nextInt(4) == 0 && at.isBefore(MONTH_END) ? MONTH_END : at.plusSeconds(3_600);
        grant(at, cents(facts, 1, 100), facts.nextBoolean() ? expires : null);
      }
      for (int number = 0; number < grants.size(); number++) {
        revocations(number);
      }
      handOffs();
      for (int i = 1 + facts.nextInt(4); i > 0; i--) {
        disk(new UUID(facts.nextLong(), i));
      }
      for (int i = 1 + facts.nextInt(5); i > 0; i--) {
        runs(new UUID(facts.nextLong(), i));
      }
      return news;
    }

    private void add(Instant told, Tell tell) {
      news.add(new News(told, news.size(), tell));
    }

    private void grant(Instant at, String dollars, Instant expires) {
      int number = grants.size();
      grants.add(at);
      add(
          at,
          story -> story.grants().put(number, story.world().grant(story.pool(), dollars, expires)));
    }

    /** Told when they happen; what they take follows from whatever is learned later. */
    private void revocations(int number) {
      for (int i = Math.max(0, facts.nextInt(4) - 1); i > 0; i--) {
        Instant at = grants.get(number).plusMillis(1 + facts.nextInt(100_000_000));
        String asked = facts.nextBoolean() ? "1000" : cents(facts, 1, 100);
        add(at, story -> story.world().takeBack(story.pool(), story.grants().get(number), asked));
      }
    }

    private void handOffs() {
      Instant at = BEGIN;
      Instant told = BEGIN;
      for (int i = facts.nextInt(4); i > 0; i--) {
        Instant from = at.plusMillis(1_000 + facts.nextInt(80_000_000));
        boolean back = facts.nextInt(3) == 0;
        String account = ACCOUNTS.get(facts.nextInt(ACCOUNTS.size()));
        told = later(told, told(from, delays));
        add(
            told,
            story -> {
              if (back) {
                story.world().handBackToCredit(story.workspaces().getLast(), from);
              } else {
                story.world().handOverToAccount(story.workspaces().getLast(), account, from);
              }
            });
        at = from;
      }
    }

    private void disk(UUID name) {
      Instant start = aStart();
      int workspace = facts.nextInt(2);
      String type = DISKS.get(facts.nextInt(DISKS.size()));
      long gib = 10 + facts.nextInt(2_000);
      Instant told = told(start, delays);
      add(
          told,
          story ->
              story
                  .world()
                  .diskCreated(
                      story.disk(name), story.workspaces().get(workspace), type, gib, start));
      if (facts.nextBoolean()) {
        Instant end = anEnd(start, start.plusSeconds(facts.nextInt(100_000)));
        add(
            later(told, told(end, delays)),
            story -> story.world().diskDeleted(story.disk(name), end));
      }
    }

    /** A runtime that is started and stopped a few times. */
    private void runs(UUID name) {
      String type = MACHINES.get(facts.nextInt(MACHINES.size()));
      int workspace = facts.nextInt(2);
      Instant start = aStart().plusMillis(facts.nextInt(1_000));
      Instant told = start;
      for (int runs = 1 + facts.nextInt(3); runs > 0; runs--) {
        Instant began = start;
        told = later(told, told(began, delays));
        add(
            told,
            story ->
                story
                    .world()
                    .machineStarted(
                        story.machine(name), story.workspaces().get(workspace), type, began));
        if (runs == 1 && facts.nextInt(4) == 0) {
          break; // runs on
        }
        Instant stop = anEnd(began, began.plusMillis(aDuration()));
        told = later(guess(name, began, told), told(stop, delays));
        Tell end = story -> story.world().machineStopped(story.machine(name), stop);
        add(told, end);
        add(told, end);
        if (facts.nextInt(5) == 0) {
          add(told(told, delays), story -> story.world().launchFailed(story.machine(name), began));
        }
        start = stop.plusMillis(facts.nextInt(10_000_000));
      }
    }

    /** Hours, a minute or so, or no second at all. */
    private int aDuration() {
      return switch (facts.nextInt(6)) {
        case 0 -> facts.nextInt(1_000);
        case 1, 2 -> facts.nextInt(70_000);
        default -> facts.nextInt(20_000_000);
      };
    }

    /** Sometimes a stop is first believed to have been at another instant. */
    private Instant guess(UUID name, Instant began, Instant told) {
      if (delays == null || delays.nextInt(3) > 0) {
        return told;
      }
      Instant guess = began.plusMillis(delays.nextInt(20_000_000));
      Instant guessed = later(told, told(guess, delays));
      add(guessed, story -> story.world().machineStopped(story.machine(name), guess, true));
      return guessed;
    }

    /** Sometimes in the very second of a grant. */
    private Instant aStart() {
      return facts.nextInt(4) == 0 ? grants.get(facts.nextInt(grants.size())) : hours(0, 30);
    }

    /** Sometimes right when the month ends. */
    private Instant anEnd(Instant start, Instant end) {
      return facts.nextInt(6) == 0 && start.isBefore(MONTH_END) ? MONTH_END : end;
    }

    private Instant hours(int from, int to) {
      return BEGIN.plusSeconds(from * 3_600L + facts.nextInt((to - from) * 3_600));
    }
  }

  private static Instant told(Instant happened, Random delays) {
    Instant told = delays == null ? happened : happened.plusSeconds(delays.nextInt(20_000));
    return told.isAfter(LAST) ? LAST : told;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String cents(Random random, int least, int most) {
    return "%d.%02d%07d"
        .formatted(
            least / 100 + random.nextInt(1 + most / 100),
            random.nextInt(100),
            1 + random.nextInt(9_999_999));
  }

  /** The books against a model that goes second by second and knows nothing of them. */
  private static void compareWithTheSlowModel(MoneyWorld world, ResearcherId owner) {
    Facts facts = world.get(FactsOfPools.class).all(owner);
    ReferencePool slow = ReferencePool.settled(facts.beginning(END), END);
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
