package org.stipend.orchestrator.billing;

/** What stands in the way of a billing account or its link, in words. */
final class Obstacles {

  private Obstacles() {}

  static LinkView.Obstacle ofLink(String code) {
    return switch (code) {
      case "ACCOUNT_CLOSED" ->
          new LinkView.Obstacle(
              code,
              "The billing account is closed.",
              "Open it in the cloud's console and try again, or choose another payer.");
      case "ACCOUNT_UNKNOWN" ->
          new LinkView.Obstacle(
              code,
              "There is no such billing account, or it names neither you nor the platform.",
              "Check its number, and that your address and the platform have a role on it.");
      case "ACCOUNT_NOT_YOURS" ->
          new LinkView.Obstacle(
              code,
              "The billing account no longer names whoever chose it.",
              "Have an administrator of the account add them again and check it, or choose another payer.");
      case "ACCOUNT_WRONG_CURRENCY" ->
          new LinkView.Obstacle(
              code, "The billing account is not charged in US dollars.", "Choose another payer.");
      case "LINK_NOT_CONFIRMED" ->
          new LinkView.Obstacle(
              code,
              "The project is linked, but the cloud does not confirm that billing is on.",
              "Try again; if it stays like that, ask whoever manages the billing account.");
      case "BILLING_UNAVAILABLE" ->
          new LinkView.Obstacle(
              code,
              "Billing accounts cannot be reached from here now.",
              "Try again later, or ask an operator.");
      default ->
          new LinkView.Obstacle(
              code,
              "The cloud does not let the platform link the project to this account.",
              "Give the platform the role Billing Account User on it, and try again.");
    };
  }
}
