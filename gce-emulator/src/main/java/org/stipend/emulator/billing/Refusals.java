package org.stipend.emulator.billing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.QuotaFailure;
import com.google.rpc.Status;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stipend.emulator.wire.Refusal;

/**
 * How Cloud Billing refuses: with one of Google's codes, over HTTP as JSON with the status that
 * belongs to the code. The code is the refusal's reason, or follows from its status.
 */
public final class Refusals {

  private static final JsonFormat.TypeRegistry DETAILS =
      JsonFormat.TypeRegistry.newBuilder()
          .add(QuotaFailure.getDescriptor())
          .add(ErrorInfo.getDescriptor())
          .build();

  private static final String RATE = "rateLimitExceeded";
  private static final String UNPAID = "UREQ_PROJECT_BILLING_NOT_FOUND";
  private static final Pattern OWN_REASON = Pattern.compile("[A-Z][A-Z0-9_]+");

  private Refusals() {}

  static Refusal denied() {
    return Refusal.of(403, Code.PERMISSION_DENIED.name(), "The caller does not have permission");
  }

  static Refusal full(String project, String account) {
    String words =
        "Cannot link project %s to %s: the account has as many projects as it may."
            .formatted(project, account);
    return Refusal.of(400, Code.FAILED_PRECONDITION.name(), words);
  }

  public static Status status(Refusal refusal) {
    Code code = code(refusal);
    var status = Status.newBuilder().setCode(code.getNumber()).setMessage(refusal.getMessage());
    // the one precondition of billing is room on the account
    if (code == Code.FAILED_PRECONDITION && !refusal.reason().equals(UNPAID)) {
      var violation = QuotaFailure.Violation.newBuilder().setDescription(refusal.getMessage());
      status.addDetails(Any.pack(QuotaFailure.newBuilder().addViolations(violation).build()));
    }
    reason(refusal)
        .map(reason -> ErrorInfo.newBuilder().setReason(reason).setDomain("googleapis.com").build())
        .ifPresent(info -> status.addDetails(Any.pack(info)));
    return status.build();
  }

  /** What the code alone does not say, such as {@code SERVICE_DISABLED}. */
  private static Optional<String> reason(Refusal refusal) {
    if (refusal.reason().equals(RATE)) return Optional.of("RATE_LIMIT_EXCEEDED");
    boolean isOwn = OWN_REASON.matcher(refusal.reason()).matches() && named(refusal).isEmpty();
    return isOwn ? Optional.of(refusal.reason()) : Optional.empty();
  }

  private static Optional<Code> named(Refusal refusal) {
    return Arrays.stream(Code.values())
        .filter(code -> code.name().equals(refusal.reason()))
        .findFirst();
  }

  public static int httpStatus(Refusal refusal) {
    return switch (code(refusal)) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS, ABORTED -> 409;
      case RESOURCE_EXHAUSTED -> 429;
      case UNIMPLEMENTED -> 501;
      case UNAVAILABLE -> 503;
      case DEADLINE_EXCEEDED -> 504;
      default -> 500;
    };
  }

  public static String json(Refusal refusal) {
    var error = new JsonObject();
    error.addProperty("code", httpStatus(refusal));
    error.addProperty("message", refusal.getMessage());
    error.addProperty("status", code(refusal).name());
    JsonObject status = printed(status(refusal));
    if (status.has("details")) error.add("details", status.get("details"));
    var body = new JsonObject();
    body.add("error", error);
    return body.toString();
  }

  /** What {@link #json} wrote. */
  public static Status status(String json) {
    JsonObject error = JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("error");
    String code = error.remove("status").getAsString();
    error.addProperty("code", Code.valueOf(code).getNumber());
    var status = Status.newBuilder();
    try {
      JsonFormat.parser().usingTypeRegistry(DETAILS).merge(error.toString(), status);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Not readable: " + json, e);
    }
    return status.build();
  }

  private static Code code(Refusal refusal) {
    if (refusal.reason().equals(UNPAID)) return Code.FAILED_PRECONDITION;
    return named(refusal)
        .orElseGet(
            () -> refusal.reason().equals(RATE) ? Code.RESOURCE_EXHAUSTED : code(refusal.status()));
  }

  private static Code code(int status) {
    return switch (status) {
      case 400 -> Code.INVALID_ARGUMENT;
      case 401 -> Code.UNAUTHENTICATED;
      case 403 -> Code.PERMISSION_DENIED;
      case 404 -> Code.NOT_FOUND;
      case 409 -> Code.ABORTED;
      case 429 -> Code.RESOURCE_EXHAUSTED;
      case 501 -> Code.UNIMPLEMENTED;
      case 502, 503 -> Code.UNAVAILABLE;
      case 504 -> Code.DEADLINE_EXCEEDED;
      default -> Code.INTERNAL;
    };
  }

  private static JsonObject printed(Status status) {
    try {
      String text = JsonFormat.printer().usingTypeRegistry(DETAILS).print(status);
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Not printable: " + status, e);
    }
  }
}
