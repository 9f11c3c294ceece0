package org.stipend.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cloud.machine.MachineState;
import org.stipend.orchestrator.TestClock;
import org.stipend.orchestrator.TestConsole;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import tools.jackson.databind.JsonNode;

/**
 * Twenty machines of one researcher, launched, stopped, given credit and robbed of it at random:
 * whatever would die now, each would end by itself about when the credit does.
 */
class OwnEndsTest {

  private static final int MACHINES = 20;
  private static final int CHANGES = 60;
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final Duration LONGEST_RUN = Duration.ofDays(30);
  private static final Instant BEGINNING = Instant.parse("2026-04-01T00:00:00Z");

  private static final TestClock clock = new TestClock(BEGINNING.toString());

  @RegisterExtension static final TestConsole console = new TestConsole(clock);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void lieWhereTheCreditEndsTwoSecondsAfterEachChangeAndAsTimePasses(long seed) {
    clock.moveTo(BEGINNING);
    var random = new Random(seed);
    var pool = new TestingPool(console, clock, MACHINES);
    Map<UUID, Integer> changes = new HashMap<>();
    for (int i = 0; i < CHANGES; i++) {
      change(pool, random);
      pool.running().keySet().forEach(machine -> changes.merge(machine, 1, Integer::sum));
      pool.passTo(clock.instant().plus(AT_ONCE));
      expectTheRule(pool);
      for (Instant later : laterInstants(random)) {
        pool.passTo(later);
        expectTheRule(pool);
      }
    }
    assertThat(changes).hasSizeGreaterThan(MACHINES);
    assertThat(pool.calls())
        .isNotEmpty()
        .allSatisfy((machine, calls) ->
            assertThat(calls).as("calls of %s", machine).isLessThanOrEqualTo(changes.get(machine)));
    assertThat(console.bean(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  @Test
  void areNotMovedPastWhereTheyCanBe() {
    clock.moveTo(BEGINNING);
    var pool = new TestingPool(console, clock, 2);
    pool.fixEnds();
    pool.launch();
    pool.launch();
    Map<UUID, MachineState.Running> launched = Map.copyOf(pool.running());

    pool.passTo(clock.instant().plus(AT_ONCE));
    Map<UUID, Instant> sooner = ends(pool);
    pool.grant(50);
    pool.passTo(clock.instant().plus(AT_ONCE));

    launched.forEach((machine, run) ->
        assertThat(pool.running().get(machine).runsUntil())
            .isAfterOrEqualTo(sooner.get(machine))
            .isBeforeOrEqualTo(run.runsUntil()));
    assertThat(pool.calls().values()).allSatisfy(calls -> assertThat(calls).isLessThanOrEqualTo(2));
    assertThat(pool.running()).hasSize(2);
  }

  private static Map<UUID, Instant> ends(TestingPool pool) {
    Map<UUID, Instant> ends = new HashMap<>();
    pool.running().forEach((machine, run) -> ends.put(machine, run.runsUntil()));
    return ends;
  }

  private static void change(TestingPool pool, Random random) {
    int what = random.nextInt(10);
    if (what < 5 && pool.running().size() < MACHINES) {
      pool.launch();
    } else if (what < 7 && !pool.running().isEmpty()) {
      List<UUID> all = new ArrayList<>(pool.running().keySet());
      all.sort(Comparator.naturalOrder());
      pool.stop(all.get(random.nextInt(all.size())));
    } else if (what < 9) {
      pool.grant(random.nextInt(1, 60));
    } else {
      pool.takeBack(random.nextInt(1, 60));
    }
  }

  private static List<Instant> laterInstants(Random random) {
    Instant now = clock.instant();
    return random
        .longs(3, 1, (long) Math.pow(10, random.nextInt(1, 6)))
        .sorted()
        .mapToObj(now::plusSeconds)
        .toList();
  }

  /** What runs says of its end what its credit says, though its own lies a little aside. */
  private static void expectOneEnd(TestingPool pool, JsonNode credit) {
    assertThat(pool.ends().keySet()).isEqualTo(pool.running().keySet());
    pool.ends()
        .forEach((machine, end) -> {
          if (!end.path("cause").asString().equals("RUN_LIMIT")) {
            assertThat(end.path("at")).as("%s", machine).isEqualTo(credit.path("machinesStopAt"));
            assertThat(end.path("cause")).isEqualTo(credit.at("/end/cause"));
          }
        });
  }

  private static void expectTheRule(TestingPool pool) {
    Instant now = clock.instant();
    JsonNode credit = pool.credit();
    JsonNode end = credit.path("endsAt");
    expectOneEnd(pool, credit);
    pool.running()
        .forEach((machine, run) -> {
          Instant longest = run.startedAt().plus(LONGEST_RUN);
          Instant should = end.isNull() ? longest : Instant.parse(end.asString());
          Instant belongs = should.isBefore(longest) ? should : longest;
          Duration off = Duration.between(belongs, run.runsUntil()).abs();
          Duration allowed = Duration.between(now, belongs).dividedBy(100);
          assertThat(off)
              .as("%s ends by itself at %s, credit at %s", machine, run.runsUntil(), belongs)
              .isLessThanOrEqualTo(
                  allowed.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : allowed);
        });
  }
}
