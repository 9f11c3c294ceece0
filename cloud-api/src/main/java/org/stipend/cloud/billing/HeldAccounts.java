package org.stipend.cloud.billing;

import java.util.List;

/**
 * @param accounts the cloud's names, in their order
 */
public record HeldAccounts(List<String> accounts) {

  public HeldAccounts {
    accounts = List.copyOf(accounts);
  }
}
