package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.time.Interval;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/**
 * News follow each other within seconds, faster than books are written: what is shown is at every
 * moment what follows from all the facts.
 */
final class BurstsOfNewsTest {

  private static final int NEWS = 80;

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private record Running(RuntimeId runtime, Instant start) {}

  private record Kept(DiskId disk, Instant start) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void areShownAsTheyAre(long seed) {
    var world = new MoneyWorld(database);
    new Burst(world, new Random(seed)).play();
    assertThat(world.get(Proof.class).run()).as("seed %d", seed).allMatch(ProofCheck.Result::ok);
    world.close();
  }

  private static final class Burst {

    private final MoneyWorld world;
    private final Random random;
    private final ResearcherId ada;
    private final WorkspaceId workspace;
    private final List<Running> running = new ArrayList<>();
    private final List<Kept> disks = new ArrayList<>();

    Burst(MoneyWorld world, Random random) {
      this.world = world;
      this.random = random;
      ada = world.aResearcher();
      workspace = world.aWorkspaceOf(ada);
      world.grant(ada, random.nextBoolean() ? "300" : "0.05");
    }

    void play() {
      Instant now = T0;
      for (int i = 0; i < NEWS; i++) {
        now = now.plusMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(4_000));
        world.clock.moveTo(now);
        something(now);
        if (random.nextInt(4) == 0) {
          world.get(Deadlines.class).sweep(now, Duration.ZERO);
          world.settleDue(now);
        }
        isShown(now);
      }
    }

    /** Told a moment after it happened. */
    private void something(Instant now) {
      Instant at = now.minusMillis(random.nextInt(3_000));
      switch (random.nextInt(5)) {
        case 0 -> {
          var disk = new DiskId(UUID.randomUUID());
          world.diskCreated(disk, workspace, "pd-balanced", 10 + random.nextInt(90), at);
          disks.add(new Kept(disk, at));
        }
        case 1 -> {
          var runtime = new RuntimeId(UUID.randomUUID());
          world.machineStarted(runtime, workspace, "n2-standard-4", at);
          running.add(new Running(runtime, at));
        }
        case 2 -> deleteOne(at);
        default -> stopOne(at);
      }
    }

    private void deleteOne(Instant at) {
      if (!disks.isEmpty()) {
        Kept disk = disks.remove(random.nextInt(disks.size()));
        world.diskDeleted(disk.disk(), at.isBefore(disk.start()) ? disk.start() : at);
      }
    }

    private void stopOne(Instant at) {
      if (!running.isEmpty()) {
        Running machine = running.remove(random.nextInt(running.size()));
        world.machineStopped(
            machine.runtime(), at.isBefore(machine.start()) ? machine.start() : at);
        if (random.nextInt(3) == 0) {
          world.launchFailed(machine.runtime(), machine.start());
        }
      }
    }

    private void isShown(Instant now) {
      Instant second = Interval.floor(now);
      var shown = world.get(PoolBooks.class).look(ada, now).orElseThrow().pool();
      var truth = world.get(FactsOfPools.class).all(ada).settle(shown.asOf()).after();
      assertThat(shown.asOf()).isBetween(second.minusSeconds(5), second.plusSeconds(5));
      assertThat(shown.grants()).isEqualTo(truth.grants());
      assertThat(shown.standing()).isEqualTo(truth.standing());
    }
  }
}
