package org.stipend.orchestrator.reconcile.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stipend.cloud.FailureType;
import org.stipend.cloud.machine.MachineState;

class ReconcileWorkflowTest {

  private final PassWorld world = new PassWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void listsComparesAndCarriesOut() {
    world.orders(Order.Verb.STOP);
    world.orders(Order.Verb.DELETE);

    world.run();

    assertThat(world.pass.told)
        .containsExactly("begin", "page 0 of 2", "compare", "STOP", "DELETE", "DONE");
    assertThat(world.cloud.observe(world.machine)).isInstanceOf(MachineState.Missing.class);
  }

  @Test
  void whatIsRefusedIsToldAndTheRestGoesOn() {
    world.orders(Order.Verb.STOP);
    world.orders(Order.Verb.DELETE);
    world.cloud.before =
        call -> {
          if (call.equals("stop")) {
            throw ApplicationFailure.newNonRetryableFailure(
                "not yours", FailureType.NOT_ALLOWED.name());
          }
        };

    world.run();

    assertThat(world.pass.told).endsWith("compare", "STOP refused: not yours", "DELETE", "DONE");
  }

  @Test
  void withoutBillingNothingIsKnown() {
    world.cloud.before =
        call -> {
          if (call.equals("list")) {
            throw ApplicationFailure.newFailure("billing is off", FailureType.BILLING_OFF.name());
          }
        };

    world.run();

    assertThat(world.pass.told).containsExactly("begin", "BILLING_OFF");
  }

  @Test
  void withoutAListingNothingIsCompared() {
    world.cloud.before =
        call -> {
          if (call.equals("list")) {
            throw new IllegalStateException("the cloud is away");
          }
        };

    world.run();

    assertThat(world.pass.told).containsExactly("begin", "NOT_LISTED");
  }
}
