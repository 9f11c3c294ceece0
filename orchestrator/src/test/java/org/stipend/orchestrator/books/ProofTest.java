package org.stipend.orchestrator.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stipend.orchestrator.books.MoneyWorld.GPU_MACHINE;
import static org.stipend.orchestrator.books.MoneyWorld.T0;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.WorkspaceId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

/** The proof is green on sound books and names what is wrong with others. */
final class ProofTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private MoneyWorld world;
  private ResearcherId ada;

  @BeforeEach
  void someBooks() {
    world = new MoneyWorld(database);
    ada = world.aResearcher();
    WorkspaceId workspace = world.aWorkspaceOf(ada);
    RuntimeId runtime = new RuntimeId(UUID.randomUUID());
    world.grant(ada, "1");
    world.diskCreated(new DiskId(UUID.randomUUID()), workspace, "pd-balanced", 100, T0);
    world.machineStarted(runtime, workspace, GPU_MACHINE, T0);
    world.clock.moveTo(T0.plusSeconds(42));
    world.machineStopped(runtime, T0.plusSeconds(30));
    world.writeUp(ada);
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kept balance                    | UPDATE account SET balance_nanos = balance_nanos + 1 WHERE kind = 'CREDIT'
          rounded exact cost              | UPDATE charge_line SET posted_nanos = posted_nanos + 1
          what its journals say           | UPDATE charge_line SET posted_nanos = posted_nanos + 1
          seconds that were used          | UPDATE charge_line SET cum_quantity = cum_quantity + 1000
          use has exactly one payer       | UPDATE tile SET end_at = end_at - interval '1 second' WHERE end_at > start_at
          workspace has exactly one payer | UPDATE payer_binding SET bound_to = bound_from + interval '1 second'
          one deadline                    | UPDATE credit_pool SET deadline = deadline + interval '1 second'
          made anew from all its facts    | UPDATE usage_part SET quantity = quantity * 2
          spent + available               | UPDATE credit_grant SET amount_nanos = amount_nanos + 1
          outside its time                | UPDATE credit_grant SET expires_at = '2026-04-01T00:00:10Z'
          """)
  void findsAnInjectedFault(String name, String fault) {
    database
        .transactions()
        .executeWithoutResult(status -> {
          status.setRollbackOnly();
          world.jdbc().sql("SET LOCAL ROLE postgres").update(); // the application could not do it
          world.jdbc().sql(fault).update();
          assertThat(world.get(Proof.class).run())
              .filteredOn(result -> !result.ok())
              .extracting(ProofCheck.Result::name)
              .anyMatch(broken -> broken.contains(name));
        });
  }
}
