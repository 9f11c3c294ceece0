package org.stipend.workers.google;

import com.google.cloud.compute.v1.ErrorDetails;
import com.google.cloud.compute.v1.Errors;
import com.google.cloud.compute.v1.QuotaExceededInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quota of the platform's project that was too small for what was asked.
 *
 * @param metric as Google lists it, such as {@code NVIDIA_T4_GPUS}
 * @param limit how much the project may have of it
 * @param where a region; empty where it counts in all of them
 */
record FullQuota(String metric, long limit, String where) {

  private static final Pattern WORDS =
      Pattern.compile(
          "Quota '(?<metric>\\w+)' exceeded\\. +Limit: (?<limit>\\d{1,18})"
              + "(?:\\.\\d+)?(?: in region (?<region>[a-z0-9-]+))?.*",
          Pattern.DOTALL);

  /** As the error of an operation says it, in a field or in words. */
  static Optional<FullQuota> of(Errors error) {
    return error.getErrorDetailsList().stream()
        .filter(ErrorDetails::hasQuotaInfo)
        .map(details -> of(details.getQuotaInfo()))
        .findFirst()
        .or(() -> in(error.getMessage()));
  }

  private static FullQuota of(QuotaExceededInfo info) {
    String metric = info.getMetricName();
    return new FullQuota(
        metric.substring(metric.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT),
        Math.round(info.getLimit()),
        info.getDimensionsOrDefault("region", ""));
  }

  static Optional<FullQuota> in(String message) {
    Matcher words = WORDS.matcher(message);
    if (!words.matches()) return Optional.empty();
    String region = words.group("region");
    return Optional.of(
        new FullQuota(
            words.group("metric"),
            Long.parseLong(words.group("limit")),
            region == null ? "" : region));
  }

  /** For people: what it is a quota of, where, and how much there is of it. */
  String words() {
    String what = metric.replaceFirst("^NVIDIA_(.+)_GPUS$", "$1").replace('_', ' ');
    return "The platform's quota for %s in %s is full: its limit is %d."
        .formatted(what, where.isEmpty() ? "all regions" : where, limit);
  }
}
