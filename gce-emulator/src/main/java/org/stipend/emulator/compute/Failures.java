package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.ErrorDetails;
import com.google.cloud.compute.v1.ErrorInfo;
import com.google.cloud.compute.v1.Errors;
import com.google.cloud.compute.v1.Help;
import com.google.cloud.compute.v1.HelpLink;
import com.google.cloud.compute.v1.LocalizedMessage;
import com.google.cloud.compute.v1.QuotaExceededInfo;
import java.util.Locale;
import org.stipend.emulator.catalog.Places;
import org.stipend.emulator.wire.Reference;

/** How operations on machines end badly, in Google's words. */
final class Failures {

  private static final String DOCUMENTS = "https://cloud.google.com/compute/docs/";

  private Failures() {}

  static Failure notReady(Reference vm) {
    return Failure.of(400, "RESOURCE_NOT_READY", "The resource '" + vm.path() + "' is not ready");
  }

  static Failure overQuota(Quotas.Excess excess) {
    QuotaExceededInfo.Builder quota =
        QuotaExceededInfo.newBuilder()
            .setMetricName("compute.googleapis.com/" + excess.metric().toLowerCase(Locale.ROOT))
            .setLimit(excess.limit());
    if (excess.isEverywhere()) {
      quota.setLimitName(excess.metric() + "-per-project");
      quota.putDimensions("global", "global");
    } else {
      quota.setLimitName(excess.metric() + "-per-project-region");
      quota.putDimensions("region", Places.REGION);
    }
    Errors error =
        Errors.newBuilder()
            .setCode("QUOTA_EXCEEDED")
            .setMessage(excess.message())
            .addErrorDetails(ErrorDetails.newBuilder().setQuotaInfo(quota))
            .addErrorDetails(help("The request exceeds a quota", "quotas"))
            .build();
    return Failure.of(403, error);
  }

  static Failure soldOut(Reference vm, String machineType) {
    String zone = Reference.lastOf(vm.scope());
    Errors error =
        Errors.newBuilder()
            .setCode("ZONE_RESOURCE_POOL_EXHAUSTED")
            .setMessage(
                "The zone 'projects/%s/zones/%s' does not have enough resources available to fulfill the request.  Try a different zone, or try again later."
                    .formatted(vm.project(), zone))
            .addErrorDetails(help("Troubleshooting documentation", "resource-error"))
            .addErrorDetails(
                ErrorDetails.newBuilder()
                    .setLocalizedMessage(
                        LocalizedMessage.newBuilder()
                            .setLocale("en-US")
                            .setMessage(
                                "A %s VM instance is currently unavailable in the %s zone."
                                    .formatted(machineType, zone))))
            .addErrorDetails(
                ErrorDetails.newBuilder()
                    .setErrorInfo(
                        ErrorInfo.newBuilder()
                            .setReason("resource_availability")
                            .setDomain("compute.googleapis.com")
                            .putMetadatas("vmType", machineType)
                            .putMetadatas("zone", zone)
                            .putMetadatas("attachment", "")
                            .putMetadatas("zonesAvailable", "")))
            .build();
    return Failure.of(503, error);
  }

  private static ErrorDetails help(String description, String page) {
    return ErrorDetails.newBuilder()
        .setHelp(
            Help.newBuilder()
                .addLinks(
                    HelpLink.newBuilder().setDescription(description).setUrl(DOCUMENTS + page)))
        .build();
  }
}
