package org.stipend.workers.google;

import com.google.api.core.ApiFuture;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ApiExceptions;
import com.google.cloud.billing.v1.BillingAccount;
import com.google.cloud.billing.v1.CloudBillingClient;
import com.google.cloud.billing.v1.ListBillingAccountsRequest;
import com.google.iam.v1.TestIamPermissionsRequest;
import com.google.iam.v1.TestIamPermissionsResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Billing accounts, by their numbers, as far as the platform sees them. */
final class GoogleAccounts {

  private static final String MAY_LINK = "billing.resourceAssociations.create";
  private static final String PERSON = "user:";
  private static final int PAGE = 100;

  private final CloudBillingClient google;

  GoogleAccounts(CloudBillingClient google) {
    this.google = google;
  }

  /** Those to which the platform may link; asked of all at once, for they may be many. */
  List<String> linkable() {
    var request = ListBillingAccountsRequest.newBuilder().setPageSize(PAGE).build();
    var asked = new TreeMap<String, ApiFuture<TestIamPermissionsResponse>>();
    for (BillingAccount account : google.listBillingAccounts(request).iterateAll()) {
      String number = AccountNumber.in(account.getName());
      asked.put(number, google.testIamPermissionsCallable().futureCall(question(number)));
    }
    return asked.entrySet().stream()
        .filter(account -> isYes(ApiExceptions.callAndTranslateApiException(account.getValue())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Empty where it is not there or not shown. */
  Optional<BillingAccount> find(String number) {
    try {
      return Optional.of(google.getBillingAccount(AccountNumber.named(number)));
    } catch (ApiException e) {
      if (GoogleFailures.isDenied(e)) return Optional.empty();
      throw e;
    }
  }

  boolean mayLink(String number) {
    return isYes(google.testIamPermissions(question(number)));
  }

  /** Those of the mail addresses that its policy names, whatever role it gives them. */
  List<String> named(String number, List<String> mails) {
    if (mails.isEmpty()) return List.of();
    Set<String> members =
        google.getIamPolicy(AccountNumber.named(number)).getBindingsList().stream()
            .flatMap(binding -> binding.getMembersList().stream())
            .map(member -> member.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return mails.stream()
        .filter(mail -> members.contains(PERSON + mail.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static TestIamPermissionsRequest question(String number) {
    return TestIamPermissionsRequest.newBuilder()
        .setResource(AccountNumber.named(number))
        .addPermissions(MAY_LINK)
        .build();
  }

  private static boolean isYes(TestIamPermissionsResponse answer) {
    return answer.getPermissionsList().contains(MAY_LINK);
  }
}
