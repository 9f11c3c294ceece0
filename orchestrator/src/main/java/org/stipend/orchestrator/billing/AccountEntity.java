package org.stipend.orchestrator.billing;

import io.temporal.client.BatchRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.billing.workflow.AccountWorkflow;
import org.stipend.orchestrator.engine.Entity;

/** {@code account/<id>}, while somebody wants to know whether it can pay. */
@Component
final class AccountEntity implements Entity<AccountWorkflow> {

  static final Kind KIND = new Kind("account");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Class<AccountWorkflow> workflow() {
    return AccountWorkflow.class;
  }

  @Override
  public void poke(BatchRequest batch, AccountWorkflow workflow, UUID account, long version) {
    batch.add(workflow::run, account);
    batch.add(workflow::poke, version);
  }

  @Override
  public String liveRows() {
    return "SELECT id AS key, version FROM billing_account WHERE watched";
  }

  @Override
  public String raiseVersions() {
    return "UPDATE billing_account SET version = version + 1 WHERE watched";
  }
}
