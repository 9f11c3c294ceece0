package org.stipend.orchestrator.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.books.DyingDatabase;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;
import org.stipend.orchestrator.usage.Metering;

/**
 * Four resources of two members run on Ada's credit when its bill goes to an account, and whoever
 * does it dies at a step of it: there is one instant at which all of them switch, or none.
 */
final class HandOffKilledTest {

  private static final BillingAccountId ACCOUNT = new BillingAccountId("012345-6789AB-CDEF01");

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final DyingDatabase dying = new DyingDatabase(database.dataSource());
  private MoneyWorld world;
  private ResearcherId ada;
  private WorkspaceId workspace;

  @BeforeEach
  void make() {
    world = new MoneyWorld(dying.source());
  }

  @AfterEach
  void theBooksAreSound() {
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
  }

  @Test
  void killedBeforeAnyStepItHasHappenedWholeOrNotAtAllAndDoesSoOnce() {
    everyStep(dying::dieBefore);
  }

  @Test
  void killedAfterAnyStepItHasHappenedWholeOrNotAtAllAndDoesSoOnce() {
    everyStep(dying::dieAfter);
  }

  private void everyStep(LongConsumer death) {
    boolean committed = false;
    int step = 1;
    for (; dies(death, step); step++) {
      Instant killed = world.clock.instant();
      boolean whole = !switches().isEmpty();
      assertThat(whole || !committed).as("nothing after the commit undoes it").isTrue();
      assertThat(links()).as("killed at step %d", step).isEqualTo(whole ? 1 : 0);
      assertThat(pokes()).as("killed at step %d", step).isEqualTo(whole ? 1 : 0);

      world.clock.moveTo(killed.plusSeconds(10));
      put();
      allSwitchedOnceAt(whole ? killed : world.clock.instant());
      committed = whole;
    }
    assertThat(committed).as("some steps come after the commit, or are it").isTrue();
    assertThat(step).isGreaterThan(20);
  }

  // ---- how it comes about

  /** False: it has fewer steps. */
  private boolean dies(LongConsumer death, int step) {
    fourResourcesOfTwoMembers();
    death.accept(step);
    try {
      put();
      return false;
    } catch (RuntimeException killed) {
      assertThat(killed).hasStackTraceContaining("died ");
      return true;
    } finally {
      dying.live();
    }
  }

  private void fourResourcesOfTwoMembers() {
    ada = world.aResearcher();
    ResearcherId bob = world.aResearcher();
    workspace = world.aWorkspaceOf(ada);
    joins(ada, "OWNER");
    joins(bob, "WRITER");
    world.grant(ada, "100");
    Instant start = world.clock.instant();
    for (ResearcherId member : List.of(ada, bob)) {
      var machine =
          new Metering.Machine(
              new RuntimeId(UUID.randomUUID()), workspace, member.value(), "JUPYTER", GPU_MACHINE);
      world.machineStarted(machine, start);
      world.diskCreated(new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 100, start);
    }
    world.clock.moveTo(start.plusSeconds(600));
    isOpen();
  }

  private void put() {
    var caller = new Caller(ada.value(), "Ada", Set.of(Role.RESEARCHER));
    world
        .get(HandOffs.class)
        .put(caller, workspace, new PutPayer(PutPayer.Kind.BILLING_ACCOUNT, ACCOUNT.value(), null));
  }

  private void joins(ResearcherId person, String role) {
    world
        .jdbc()
        .sql("INSERT INTO workspace_member (workspace, person, role, since) VALUES (?, ?, ?, ?)")
        .params(workspace.value(), person.value(), role, Timestamp.from(world.clock.instant()))
        .update();
  }

  private void isOpen() {
    Timestamp now = Timestamp.from(world.clock.instant());
    world
        .jdbc()
        .sql(
            """
            INSERT INTO billing_account (id, account, state, checked_at) VALUES (?, ?, 'OPEN', ?)
            ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at
            """)
        .params(BillingAccounts.idOf(ACCOUNT), ACCOUNT.value(), now)
        .update();
    world
        .jdbc()
        .sql("INSERT INTO account_holder (account, person, since, named) VALUES (?, ?, ?, true)")
        .params(BillingAccounts.idOf(ACCOUNT), ada.value(), now)
        .update();
  }

  // ---- what the books say

  /** And every second of each of the four is somebody's. */
  private void allSwitchedOnceAt(Instant at) {
    world.settle(ada, world.clock.instant().plusSeconds(60));
    assertThat(switches()).containsExactly(at);
    assertThat(
            world
                .jdbc()
                .sql(
                    """
                    SELECT r.resource || ' ' || t.start_at AS one
                      FROM tile t JOIN usage_part p ON p.use_id = t.use_id JOIN usage_run r ON r.id = p.run
                     WHERE t.pool = ? AND t.payer_kind = 'BILLING_ACCOUNT' AND t.start_at = ?
                       AND t.end_at IS NULL
                     GROUP BY 1
                    """)
                .params(ada.value(), Timestamp.from(at))
                .query(String.class)
                .list())
        .as("resources that the account pays from then on")
        .hasSize(4);
    assertThat(
            world
                .jdbc()
                .sql(
                    """
                    SELECT count(DISTINCT (t.payer_kind, t.start_at)) FROM tile t
                     WHERE t.pool = ? AND t.start_at > (SELECT min(start_at) FROM tile WHERE pool = t.pool)
                    """)
                .param(ada.value())
                .query(Integer.class)
                .single())
        .as("switches of any of them")
        .isOne();
  }

  private List<Instant> switches() {
    return world
        .jdbc()
        .sql(
            "SELECT bound_from FROM payer_binding WHERE workspace = ? AND kind = 'BILLING_ACCOUNT'")
        .param(workspace.value())
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .list();
  }

  private int links() {
    return count("SELECT count(*) FROM project_link WHERE workspace = ?");
  }

  private int pokes() {
    return count("SELECT count(*) FROM outbox WHERE topic = 'LINK' AND key = ?");
  }

  private int count(String question) {
    return world.jdbc().sql(question).param(workspace.value()).query(Integer.class).single();
  }
}
