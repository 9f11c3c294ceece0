package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.admission.Admissions;
import org.stipend.orchestrator.admission.NewDisk;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/**
 * One researcher who starts something every second, each in a workspace of its own, and stops it
 * all again: what that takes grows as the number of starts, not as its square.
 */
@Timeout(600)
class HotPoolTest {

  private static final String MACHINE = "n2-standard-4";
  private static final int LATE = 7;

  /** What a number of starts took. */
  private record Taken(int starts, long statements, long postings) {}

  @Test
  void whatStartsAndStopsTakeGrowsAsTheirNumber() {
    expectEvenGrowth(starts -> new BigDecimal(1_000), "ACTIVE");
  }

  @Test
  void soItDoesWhereCreditEndsMeanwhileAndStopsAreLearnedLate() {
    // what they burn grows as the square of their number: this lasts until most of them run
    expectEvenGrowth(starts -> starts.pow(2).multiply(new BigDecimal("0.00005")), "EXHAUSTED");
  }

  private static void expectEvenGrowth(UnaryOperator<BigDecimal> dollars, String status) {
    Taken few = take(100, dollars, status);
    Taken more = take(200, dollars, status);
    Taken many = take(400, dollars, status);
    assertThat(List.of(few, more, many))
        .satisfies(all -> {
          expectAtMost(4.4, few, many);
          expectAtMost(2.2, more, many);
        });
  }

  private static void expectAtMost(double times, Taken few, Taken many) {
    assertThat((double) many.statements() / few.statements()).isLessThan(times);
    assertThat((double) many.postings() / few.postings()).isLessThan(times);
  }

  private static Taken take(int starts, UnaryOperator<BigDecimal> dollars, String status) {
    var database = new TestDatabase();
    database.open();
    var counted = new CountedStatements(database.dataSource());
    var world = new MoneyWorld(counted.source());
    try {
      ResearcherId owner = world.aResearcher();
      world.grant(owner, dollars.apply(BigDecimal.valueOf(starts)).toPlainString());
      Hot hot = new Hot(world, owner, starts);
      long before = counted.sent();
      hot.startsAll();
      hot.stopsAll();
      Taken taken = new Taken(starts, counted.sent() - before, postings(database));
      assertThat(world.status(owner)).isEqualTo(status);
      assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
      return taken;
    } finally {
      world.close();
      database.close();
    }
  }

  private static long postings(TestDatabase database) {
    return database.jdbc().sql("SELECT count(*) FROM posting").query(Long.class).single();
  }

  /** The researcher, and what happens by itself each second. */
  private static final class Hot {

    private final MoneyWorld world;
    private final ResearcherId owner;
    private final List<WorkspaceId> workspaces = new ArrayList<>();
    private final Queue<RuntimeId> running = new ArrayDeque<>();
    private Instant now = T0;

    Hot(MoneyWorld world, ResearcherId owner, int starts) {
      this.world = world;
      this.owner = owner;
      for (int i = 0; i < starts; i++) {
        workspaces.add(world.aWorkspaceOf(owner));
      }
    }

    void startsAll() {
      for (WorkspaceId workspace : workspaces) {
        secondPasses();
        RuntimeId runtime = new RuntimeId(UUID.randomUUID());
        world.decide(workspace, MACHINE, new NewDisk("pd-balanced", 100));
        world.diskCreated(new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 100, now);
        world.inBooks(
            owner,
            _ -> world.get(Admissions.class).runLimit(owner, workspace, runtime, MACHINE, now));
        world.machineStarted(runtime, workspace, MACHINE, now);
        running.add(runtime);
      }
    }

    void stopsAll() {
      while (!running.isEmpty()) {
        secondPasses();
        world.machineStopped(running.remove(), now.minusSeconds(LATE));
      }
      now = now.plus(Duration.ofMinutes(10));
      secondPasses();
    }

    private void secondPasses() {
      now = now.plusSeconds(1);
      world.clock.moveTo(now);
      world.get(PoolSweep.class).sweep(now, Duration.ZERO);
    }
  }
}
