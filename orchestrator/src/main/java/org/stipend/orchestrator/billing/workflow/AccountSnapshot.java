package org.stipend.orchestrator.billing.workflow;

import java.util.List;

/**
 * @param account the cloud's name
 * @param mails checked addresses of those who have registered it
 */
public record AccountSnapshot(String account, long version, List<String> mails, String taskQueue) {

  public AccountSnapshot {
    mails = List.copyOf(mails);
  }
}
