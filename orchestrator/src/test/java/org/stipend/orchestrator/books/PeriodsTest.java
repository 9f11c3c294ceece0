package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/** A journal belongs to the month of its use, whenever it was booked. */
final class PeriodsTest {

  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final DiskId disk = new DiskId(UUID.randomUUID());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void theLastEveningOfApril() {
    world = new MoneyWorld(database);
    world.clock.moveTo(at(-7_200));
    ada = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    world.grant(ada, "10");
  }

  @AfterEach
  void theBooksAreSound() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
  }

  /** Seconds from the first of May on. */
  private static Instant at(long seconds) {
    return MAY.plusSeconds(seconds);
  }

  /** Each journal but the grants: kind, period, and from which to which second of May. */
  private List<String> journals() {
    return world
        .jdbc()
        .sql(
            """
            SELECT kind || ' ' || period || ' '
                   || extract(epoch FROM usage_from - :may)::bigint || ' to '
                   || extract(epoch FROM usage_to - :may)::bigint
              FROM journal WHERE researcher = :pool AND kind <> 'GRANT' ORDER BY id
            """)
        .param("may", Timestamp.from(MAY))
        .param("pool", ada.value())
        .query(String.class)
        .list();
  }

  @Test
  void theLastHourOfAMonthIsOfThatMonthThoughItIsBookedInTheNext() {
    world.diskCreated(disk, workspace, "pd-balanced", 100, at(-3_600));
    world.settleDue(at(300));
    world.settleDue(at(3_900));
    assertThat(journals())
        .containsExactly("USAGE 2026-04-01 -3600 to 0", "USAGE 2026-05-01 0 to 3600");
  }

  @Test
  void theMinimumOfARunThatEndsAtMidnightIsOfItsLastSecond() {
    RuntimeId runtime = new RuntimeId(UUID.randomUUID());
    world.clock.moveTo(at(-10));
    world.machineStarted(runtime, workspace, "n1-standard-4", at(-10));
    world.clock.moveTo(at(1));
    world.machineStopped(runtime, MAY);
    world.settle(ada, at(2));
    assertThat(journals()).isNotEmpty().allMatch(one -> one.startsWith("USAGE 2026-04-01"));
  }

  @Test
  void creditExpiresInTheMonthOfItsExpiry() {
    world.grant(ada, "1", at(-1));
    world.grant(ada, "1", MAY);
    world.fire(ada, at(500));
    assertThat(journals())
        .containsExactlyInAnyOrder("EXPIRE 2026-04-01 -1 to -1", "EXPIRE 2026-05-01 0 to 0");
  }

  @Test
  void aCorrectionIsOfTheMonthOfWhatItCorrects() {
    world.diskCreated(disk, workspace, "pd-balanced", 100, at(-3_600));
    world.settleDue(at(300));
    world.settleDue(at(3_900));
    world.clock.moveTo(at(4_000));
    world.diskDeleted(disk, at(-1_800));
    world.writeUp(ada);
    assertThat(journals())
        .containsExactlyInAnyOrder(
            "USAGE 2026-04-01 -3600 to 0",
            "USAGE 2026-05-01 0 to 3600",
            "REVERSAL 2026-04-01 -3600 to 0",
            "REVERSAL 2026-05-01 0 to 3600",
            "RESTATE 2026-04-01 -3600 to -1800");
  }
}
