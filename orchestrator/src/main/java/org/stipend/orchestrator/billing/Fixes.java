package org.stipend.orchestrator.billing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.billing.FunderView.Missing;

/** What keeps an account from paying, and how to mend it, in words. */
@Component
final class Fixes {

  private static final String COMMAND =
      "gcloud billing accounts add-iam-policy-binding %s --member=serviceAccount:%s"
          + " --role=roles/billing.user";

  private final BillingSettings settings;

  Fixes(BillingSettings settings) {
    this.settings = settings;
  }

  /**
   * @param mail by which the account has to name the person; null where none is known to be theirs
   */
  List<Missing> of(BillingAccountRow row, @Nullable String mail) {
    List<Missing> missing = new ArrayList<>();
    if (row.unavailableSince() != null) {
      missing.add(
          missing(
              "BILLING_UNAVAILABLE",
              "Billing accounts cannot be checked from here now.",
              "It is checked again when you ask for it; if it stays like that, tell an operator."));
    }
    switch (row.state()) {
      case CHECKING, OPEN -> {}
      case CLOSED ->
          missing.add(
              missing(
                  "ACCOUNT_CLOSED",
                  "The account is closed.",
                  "Open it again in the cloud's console, under Billing, or choose another one."));
      case WRONG_CURRENCY ->
          missing.add(
              missing(
                  "ACCOUNT_WRONG_CURRENCY",
                  "The account is charged in %s; prices here are in US dollars."
                      .formatted(row.currency()),
                  "Choose an account that is charged in US dollars."));
      case NO_RIGHT -> missing.add(right(row));
      case UNKNOWN -> addWhatMayHideIt(missing, row, mail);
    }
    return missing;
  }

  /** Who is not named by an account learns nothing of it, not even that it is there. */
  private void addWhatMayHideIt(
      List<Missing> missing, BillingAccountRow row, @Nullable String mail) {
    if (row.checkedAt() == null) {
      return;
    }
    missing.add(
        missing(
            "ACCOUNT_UNKNOWN",
            "There is no account %s, or it is not shown to you.".formatted(row.account()),
            "Check its number in the cloud's console, under Billing."));
    missing.add(right(row));
    missing.add(
        mail == null
            ? missing(
                "NO_CHECKED_MAIL",
                "Your sign-in does not say which mail address is yours.",
                "Have your address confirmed where you sign in, then sign in again.")
            : missing(
                "ACCOUNT_NOT_YOURS",
                "The account has to name you: %s needs a right on it.".formatted(mail),
                "Ask an administrator of the account to add you."));
  }

  private Missing right(BillingAccountRow row) {
    String platform = settings.serviceAccount();
    return new Missing(
        "ACCOUNT_NO_RIGHT",
        "The platform needs the role Billing Account User on the account.",
        platform == null
            ? "Ask an operator as whom the platform works, and give it that role."
            : "Run this command as an administrator of the account, then check again.",
        platform == null ? null : COMMAND.formatted(row.account(), platform));
  }

  private static Missing missing(String code, String detail, String nextStep) {
    return new Missing(code, detail, nextStep, null);
  }
}
