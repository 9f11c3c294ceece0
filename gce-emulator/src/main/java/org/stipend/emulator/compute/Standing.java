package org.stipend.emulator.compute;

import org.stipend.emulator.wire.Call;
import org.stipend.emulator.wire.Refusal;

/** Whether a project may change anything at all: its billing, the caller's rights, its limits. */
final class Standing {

  private boolean isBillingOn = true;
  private boolean isPermitted = true;
  private int mostUnderWay = Integer.MAX_VALUE;

  void billing(boolean isOn) {
    isBillingOn = isOn;
  }

  void permission(boolean isThere) {
    isPermitted = isThere;
  }

  void mostUnderWay(int operations) {
    mostUnderWay = operations;
  }

  boolean isBillingOn() {
    return isBillingOn;
  }

  /** Refuses a change that the project may not make. */
  void require(Call call, long number, long underWay) {
    if (!isPermitted) throw forbidden(call);
    if (!isBillingOn) throw billingIsOff(number);
    if (underWay >= mostUnderWay) {
      throw Refusal.limited(
          "CONCURRENT_OPERATIONS_QUOTA_EXCEEDED",
          "Quota exceeded for quota metric 'Concurrent operations' of service"
              + " 'compute.googleapis.com' for consumer 'project_number:%d'. Limit: %d"
                  .formatted(number, mostUnderWay));
    }
  }

  private static Refusal forbidden(Call call) {
    String permission = call.method().replace(".insert", ".create");
    return Refusal.of(
        403,
        "forbidden",
        "Required 'compute.%s' permission for 'projects/%s'".formatted(permission, call.project()));
  }

  private static Refusal billingIsOff(long number) {
    return Refusal.of(
            403,
            "forbidden",
            "This API method requires billing to be enabled. Please enable billing on project #%1$d"
                    .formatted(number)
                + " by visiting https://console.developers.google.com/billing/enable?project=%1$d"
                    .formatted(number)
                + " then retry. If you enabled billing for this project recently, wait a few"
                + " minutes for the action to propagate to our systems and retry.")
        .because("BILLING_DISABLED", "projects/" + number);
  }
}
