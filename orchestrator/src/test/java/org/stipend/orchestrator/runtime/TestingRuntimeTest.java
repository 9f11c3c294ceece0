package org.stipend.orchestrator.runtime;

import java.time.Instant;
import java.util.UUID;
import org.stipend.orchestrator.runtime.workflow.RuntimeLedger;
import org.stipend.orchestrator.runtime.workflow.RuntimeSnapshot.Desired;

/** The fake. */
class TestingRuntimeTest extends RuntimeLedgerContract {

  private final TestingRuntime fake = new TestingRuntime();

  @Override
  RuntimeLedger ledger() {
    return fake;
  }

  @Override
  UUID runtime() {
    return fake.id;
  }

  @Override
  void want(Desired desired) {
    fake.want(desired);
  }

  @Override
  String state() {
    return fake.state();
  }

  @Override
  void loseCredit() {
    fake.loseCredit();
  }

  @Override
  void moveTo(Instant instant) {
    fake.moveTo(instant);
  }
}
