package org.stipend.standalone.billing;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The accounts of a first start: one of each kind that there is to meet. */
final class Samples {

  private static final String ADA = "researcher@stipend.example";
  private static final String ROSALIND = "researcher2@stipend.example";
  private static final Duration MINUTES = Duration.ofMinutes(4);

  private Samples() {}

  static Book book() {
    Map<String, Account> accounts = new TreeMap<>();
    Stream.of(
            Account.of("ADA000-000000-000001", "Open", ADA),
            Account.of("ADA000-000000-000002", "Closed", ADA).opened(false),
            Account.of("ADA000-000000-000003", "Without the platform's right", ADA).linkable(false),
            Account.of("ADA000-000000-000004", "In another currency", ADA).in("EUR"),
            Account.of("ADA000-000000-000005", "Somebody else's", ROSALIND),
            Account.of("ADA000-000000-000006", "Confirmed at the third look", ADA)
                .confirming(Account.Confirms.LATE),
            Account.of("ADA000-000000-000007", "Never confirmed", ADA)
                .confirming(Account.Confirms.NEVER),
            Account.of("ADA000-000000-000008", "Refuses for four minutes", ADA).refusing(MINUTES),
            Account.of("ADA000-000000-000009", "Closes four minutes after it is linked", ADA)
                .closingAfter(MINUTES),
            Account.of("ADA000-000000-00000A", "Not shown to the platform", ADA).shown(false))
        .forEach(account -> accounts.put(account.number(), account));
    return new Book(accounts, Map.of());
  }
}
