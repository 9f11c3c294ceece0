package org.stipend.cloud.billing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A billing account as the platform sees it. No account and no right to see it look alike.
 *
 * @param name null where it cannot be seen, as is the currency
 * @param open it can be charged
 * @param mayLink the platform may link projects to it
 * @param currency ISO 4217
 * @param named those of the asked mail addresses that have a right on it, as they were asked
 */
public record AccountState(
    String account,
    boolean visible,
    @Nullable String name,
    boolean open,
    boolean mayLink,
    @Nullable String currency,
    List<String> named) {

  public AccountState {
    named = List.copyOf(named);
  }

  public static AccountState unseen(String account) {
    return new AccountState(account, false, null, false, false, null, List.of());
  }
}
