package org.stipend.workers.google;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.rpc.ApiException;
import com.google.cloud.compute.v1.Errors;
import com.google.cloud.compute.v1.Operation;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.Payloads;

/**
 * A no of Compute Engine, wherever it stood: in the answer to a call, or in an operation that
 * ended.
 *
 * @param code Google's, such as {@code quotaExceeded} or {@code QUOTA_EXCEEDED}; empty where it
 *     gave none
 * @param message Google's words
 * @param status of HTTP; 0 where no answer came
 * @param quota which one was too small; null where that was not it, or Google did not say
 */
record ComputeError(String code, String message, int status, @Nullable FullQuota quota) {

  /** What it means, by code first: a stockout comes as 503, a rate limit as 403. */
  enum Kind {
    /** The zone has no room. */
    NO_CAPACITY,
    /** The project's quota is used up. */
    QUOTA,
    /** Too many calls just now. */
    RATE,
    /** Something else is done to it, or it is not in the state for this yet. */
    BUSY,
    IN_USE,
    EXISTS,
    ABSENT,
    /** Written meanwhile by somebody else. */
    STALE,
    BILLING_OFF,
    NOT_ALLOWED,
    INVALID,
    /** Google's own trouble, or none of the above: the same call may be answered another time. */
    AWAY
  }

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          entry("ZONERESOURCEPOOLEXHAUSTED", Kind.NO_CAPACITY),
          entry("ZONERESOURCEPOOLEXHAUSTEDWITHDETAILS", Kind.NO_CAPACITY),
          entry("RESOURCEPOOLEXHAUSTED", Kind.NO_CAPACITY),
          entry("INSUFFICIENTCAPACITY", Kind.NO_CAPACITY),
          entry("RATELIMITEXCEEDED", Kind.RATE),
          entry("RESOURCEEXHAUSTED", Kind.RATE),
          entry("CONCURRENTOPERATIONSQUOTAEXCEEDED", Kind.RATE),
          entry("QUOTAEXCEEDED", Kind.QUOTA),
          entry("IPSPACEEXHAUSTED", Kind.QUOTA),
          entry("OPERATIONINPROGRESS", Kind.BUSY),
          entry("RESOURCEOPERATIONRATEEXCEEDED", Kind.BUSY),
          entry("RESOURCENOTREADY", Kind.BUSY),
          entry("RESOURCEINUSEBYANOTHERRESOURCE", Kind.IN_USE),
          entry("ALREADYEXISTS", Kind.EXISTS),
          entry("RESOURCEALREADYEXISTS", Kind.EXISTS),
          entry("NOTFOUND", Kind.ABSENT),
          entry("RESOURCENOTFOUND", Kind.ABSENT),
          entry("EXTERNALRESOURCENOTFOUND", Kind.INVALID),
          entry("CONDITIONNOTMET", Kind.STALE),
          entry("BILLINGDISABLED", Kind.BILLING_OFF),
          entry("ACCOUNTDISABLED", Kind.BILLING_OFF),
          entry("FORBIDDEN", Kind.NOT_ALLOWED),
          entry("PERMISSIONSERROR", Kind.NOT_ALLOWED),
          entry("ACCESSNOTCONFIGURED", Kind.NOT_ALLOWED),
          entry("SERVICEDISABLED", Kind.NOT_ALLOWED),
          entry("INVALID", Kind.INVALID),
          entry("INVALIDFIELDVALUE", Kind.INVALID),
          entry("REQUIRED", Kind.INVALID),
          entry("BADREQUEST", Kind.INVALID),
          entry("INTERNALERROR", Kind.AWAY),
          entry("BACKENDERROR", Kind.AWAY));

  static ComputeError of(ApiException failure) {
    int status = failure.getStatusCode().getTransportCode() instanceof Integer http ? http : 0;
    return failure.getCause() instanceof HttpResponseException answer
        ? read(answer.getContent(), answer.getStatusCode())
        : new ComputeError("", String.valueOf(failure.getMessage()), status, null);
  }

  /** The newer {@code details} say it better, where they say anything that we know. */
  private static ComputeError read(@Nullable String content, int status) {
    try {
      JsonNode error = Payloads.mapper().readTree(content == null ? "" : content).path("error");
      String reason = error.at("/errors/0/reason").asText("");
      String code =
          error.path("details").findValuesAsText("reason").stream()
              .filter(detail -> KINDS.containsKey(plain(detail)))
              .findFirst()
              .orElse(reason);
      String message = error.path("message").asText("");
      return new ComputeError(code, message, status, FullQuota.in(message).orElse(null));
    } catch (JsonProcessingException notFromGoogle) {
      return new ComputeError("", "", status, null);
    }
  }

  /** Empty where it ended well, or has not ended. */
  static Optional<ComputeError> of(Operation operation) {
    if (operation.getError().getErrorsCount() == 0) return Optional.empty();
    Errors first = operation.getError().getErrors(0);
    return Optional.of(
        new ComputeError(
            first.getCode(),
            first.getMessage(),
            operation.getHttpErrorStatusCode(),
            FullQuota.of(first).orElse(null)));
  }

  Kind kind() {
    if (isNotOffered()) return Kind.NO_CAPACITY;
    if (plain(code).equals("LIMITEXCEEDED")) return says("quota") ? Kind.QUOTA : Kind.INVALID;
    Kind known = KINDS.get(plain(code));
    if (known == null) return byStatus();
    boolean isOfPolicy = known == Kind.STALE && (status != 412 || says("constraint"));
    if (isOfPolicy) return Kind.NOT_ALLOWED;
    return known == Kind.QUOTA && says("per minute") ? Kind.RATE : known;
  }

  /** Zones have different machine types and accelerators: another may have it. */
  private boolean isNotOffered() {
    boolean isWrong = status == 400 && says("does not exist in zone");
    boolean isAbsent = status == 404 && (says("/acceleratorTypes/") || says("/machineTypes/"));
    return isWrong || isAbsent;
  }

  private Kind byStatus() {
    return switch (status) {
      case 400 -> Kind.INVALID;
      case 401 -> Kind.NOT_ALLOWED;
      case 403 -> says("billing") ? Kind.BILLING_OFF : Kind.NOT_ALLOWED;
      case 404 -> Kind.ABSENT;
      case 409 -> Kind.EXISTS;
      case 412 -> Kind.STALE;
      case 429 -> Kind.RATE;
      default -> Kind.AWAY;
    };
  }

  private boolean says(String words) {
    return message.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
  }

  /** {@code quotaExceeded} and {@code QUOTA_EXCEEDED} are one code. */
  private static String plain(String code) {
    return code.replace("_", "").toUpperCase(Locale.ROOT);
  }
}
