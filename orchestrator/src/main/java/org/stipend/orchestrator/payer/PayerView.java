package org.stipend.orchestrator.payer;

/** Who pays, in words: "Credit of Ada Lovelace". */
public record PayerView(Kind kind, String name) {

  /** What pays. */
  public enum Kind {
    CREDIT,
    BILLING_ACCOUNT,
    PLATFORM
  }
}
