package org.stipend.orchestrator.billing.workflow;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.billing.AccountState;

/**
 * @param mails that the look asked for
 * @param seen null: the cloud could not be asked
 */
public record AccountReport(
    UUID account, long version, List<String> mails, @Nullable AccountState seen) {

  public AccountReport {
    mails = List.copyOf(mails);
  }
}
