package org.stipend.orchestrator.billing.workflow;

import java.util.Set;
import org.stipend.cloud.billing.ProjectBilling;
import org.stipend.cloud.billing.ProjectBillingContract;

class TestingBillingTest extends ProjectBillingContract {

  private final TestingBilling billing = new TestingBilling();

  @Override
  protected ProjectBilling billing() {
    return billing;
  }

  @Override
  protected void make(String account, Kind kind, String mail) {
    billing.put(
        account,
        new TestingBilling.Account(
            kind != Kind.HIDDEN,
            kind != Kind.CLOSED,
            kind == Kind.OPEN || kind == Kind.CLOSED,
            "USD",
            Set.of(mail)));
  }
}
