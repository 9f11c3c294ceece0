package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.disk.Graces;
import org.stipend.orchestrator.disk.KeptUntil;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/** One disk of 500 GiB on a credit of a dollar, which it uses up by itself. */
final class GraceTest {

  private static final String ACCOUNT = "012345-6789AB-CDEF01";
  private static final Duration GRACE = Duration.ofDays(30);

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final DiskId disk = new DiskId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void startsEverythingAtZero() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "1");
    world.diskCreated(disk, workspace, "pd-balanced", 500, T0);
  }

  @AfterEach
  void close() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
  }

  @Test
  void aDiskIsKeptThirtyDaysFromTheSecondInWhichItsCreditEnded() {
    assertThat(kept()).isNull();
    Instant ended = endOfCredit();

    assertThat(kept()).isEqualTo(new KeptUntil(ended.plus(GRACE), KeptUntil.Cause.CREDIT, ended));
  }

  @Test
  void whereTheEndIsSeenLateItIsKeptAWeekFromThen() {
    Instant ended = world.endsAt(ada);
    Instant seen = ended.plus(Duration.ofDays(28));
    world.fire(ada, seen);

    assertThat(kept().until()).isEqualTo(seen.plus(Duration.ofDays(7)));
    world.settle(ada, seen.plus(Duration.ofDays(1)));
    assertThat(kept().until()).as("and that stands").isEqualTo(seen.plus(Duration.ofDays(7)));
  }

  @Test
  void moreCreditOrAnAccountKeepsItForGood() {
    endOfCredit();
    world.grant(ada, "5");
    assertThat(kept()).isNull();

    Instant ended = endOfCredit();
    assertThat(kept().since()).isEqualTo(ended);
    world.clock.moveTo(ended.plusSeconds(60));
    HandOffs.toAccount(world, workspace, ACCOUNT, ended.plusSeconds(60));
    assertThat(kept()).isNull();
  }

  @Test
  void anAccountThatIsReadyLeavesNothingToBeKept() {
    HandOffs.makeReady(world, workspace, ACCOUNT, T0.plusSeconds(10));
    endOfCredit();

    assertThat(kept()).isNull();
  }

  @Test
  void aDiskWhoseAccountIsClosedIsKeptThirtyDaysUntilItIsOpenAgain() {
    HandOffs.toAccount(world, workspace, ACCOUNT, T0.plusSeconds(60));
    Instant closed = T0.plusSeconds(600);
    world.clock.moveTo(closed);
    HandOffs.closed(world, workspace, ACCOUNT, closed);

    assertThat(kept()).isEqualTo(new KeptUntil(closed.plus(GRACE), KeptUntil.Cause.PAYER, closed));

    world.clock.moveTo(closed.plusSeconds(60));
    HandOffs.opened(world, workspace, ACCOUNT, closed.plusSeconds(60));
    assertThat(kept()).isNull();
  }

  @Test
  void whatIsDeletedIsKeptNoLonger() {
    Instant ended = endOfCredit();
    world.clock.moveTo(ended.plusSeconds(60));
    world.diskDeleted(disk, ended.plusSeconds(60));

    assertThat(kept()).isNull();
  }

  @Test
  void aCorrectionThatMovesTheEndShortensNothingThatWasPromised() {
    Instant ended = endOfCredit();
    Instant promised = kept().until();
    world.diskCreated(
        new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 500, T0.plusSeconds(3_600));
    world.settle(ada, ended.plusSeconds(120));

    assertThat(kept().since()).isBefore(ended);
    assertThat(kept().until()).isEqualTo(promised);
  }

  @Test
  void atFiftyDollarsSomebodyIsToLookAtIt() {
    Instant ended = endOfCredit();
    world.diskCreated(
        new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 30_000, ended.plusSeconds(60));
    world.settle(ada, ended.plusSeconds(8 * 3_600));
    assertThat(exceeded()).isEmpty();

    world.settle(ada, ended.plus(Duration.ofDays(1)));
    assertThat(exceeded())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.since()).isEqualTo(ended);
          assertThat(one.spent()).isGreaterThan(Money.ofDollars(50));
          assertThat(one.spent().nanos()).isEqualTo(Balances.platformPaid(world, "GRACE", ada));
        });
    assertThat(world.get(BooksWatch.class).alarms().overGrace()).isPositive();

    world.grant(ada, "500");
    assertThat(exceeded()).as("whoever pays again").isEmpty();
  }

  private List<GraceCost.Exceeded> exceeded() {
    return world.get(GraceCost.class).exceeded().stream()
        .filter(one -> one.pool().equals(ada))
        .toList();
  }

  private Instant endOfCredit() {
    while (world.status(ada).equals("ACTIVE")) {
      world.fire(ada, world.nextDeadline(ada));
    }
    return world.endsAt(ada);
  }

  private KeptUntil kept() {
    return world.get(Graces.class).of(List.of(disk)).get(disk);
  }
}
