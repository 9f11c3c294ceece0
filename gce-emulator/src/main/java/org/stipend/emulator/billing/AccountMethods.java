package org.stipend.emulator.billing;

import com.google.cloud.billing.v1.BillingAccount;
import com.google.cloud.billing.v1.GetBillingAccountRequest;
import com.google.cloud.billing.v1.ListBillingAccountsRequest;
import com.google.cloud.billing.v1.ListBillingAccountsResponse;
import com.google.iam.v1.GetIamPolicyRequest;
import com.google.iam.v1.Policy;
import com.google.iam.v1.TestIamPermissionsRequest;
import com.google.iam.v1.TestIamPermissionsResponse;
import java.util.List;
import java.util.Optional;
import org.stipend.emulator.billing.Role.Permission;
import org.stipend.emulator.wire.Methods;

/** Accounts, and what may be done with them. One that is not there looks like one not shown. */
final class AccountMethods {

  private static final String OF_MASTER = "master_billing_account=";

  private final Book book;

  AccountMethods(Book book) {
    this.book = book;
  }

  void bind(Methods methods) {
    methods
        .on(GetBillingAccountRequest.getDefaultInstance(), this::account)
        .on(ListBillingAccountsRequest.getDefaultInstance(), this::accounts)
        .on(GetIamPolicyRequest.getDefaultInstance(), this::policy)
        .on(TestIamPermissionsRequest.getDefaultInstance(), this::permissions);
  }

  private BillingAccount account(GetBillingAccountRequest request) {
    return allowed(request.getName(), Permission.SEE).shown();
  }

  private ListBillingAccountsResponse accounts(ListBillingAccountsRequest request) {
    List<BillingAccount> shown = hasMasterOrParent(request) ? List.of() : shown();
    var page = Page.of(shown, request.getPageSize(), request.getPageToken());
    return ListBillingAccountsResponse.newBuilder()
        .addAllBillingAccounts(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  private List<BillingAccount> shown() {
    return book.accounts()
        .filter(account -> account.allows(Permission.SEE))
        .map(Account::shown)
        .toList();
  }

  /** Accounts here are nobody's part, and filters can ask for nothing else. */
  private static boolean hasMasterOrParent(ListBillingAccountsRequest request) {
    String filter = request.getFilter().replace(" ", "");
    if (!filter.isEmpty() && !filter.startsWith(OF_MASTER)) throw Names.malformed();
    return !filter.isEmpty() || !request.getParent().isEmpty();
  }

  private Policy policy(GetIamPolicyRequest request) {
    return allowed(request.getResource(), Permission.READ_POLICY).policy();
  }

  private TestIamPermissionsResponse permissions(TestIamPermissionsRequest request) {
    Optional<Account> account = book.find(Names.account(request.getResource()));
    return TestIamPermissionsResponse.newBuilder()
        .addAllPermissions(
            request.getPermissionsList().stream()
                .filter(asked -> account.filter(found -> found.allows(asked)).isPresent())
                .toList())
        .build();
  }

  private Account allowed(String name, String permission) {
    return book.find(Names.account(name))
        .filter(account -> account.allows(permission))
        .orElseThrow(Refusals::denied);
  }
}
