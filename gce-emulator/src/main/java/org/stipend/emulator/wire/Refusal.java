package org.stipend.emulator.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** What Google answers instead: an HTTP status, a reason and words. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String reason;
  private final String domain;
  private final String header;

  /** A code of its own beside the reason, and who it is about; empty where there is none. */
  private final String code;

  private final String consumer;

  private Refusal(int status, String reason, String domain, String header, String message) {
    this(status, reason, domain, header, "", "", message);
  }

  private Refusal(
      int status,
      String reason,
      String domain,
      String header,
      String code,
      String consumer,
      String message) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.domain = domain;
    this.header = header;
    this.code = code;
    this.consumer = consumer;
  }

  public static Refusal of(int status, String reason, String message) {
    return new Refusal(status, reason, "global", "", message);
  }

  public static Refusal notFound(String path) {
    return of(404, "notFound", "The resource '" + path + "' was not found");
  }

  public static Refusal alreadyExists(String path) {
    return of(409, "alreadyExists", "The resource '" + path + "' already exists");
  }

  public static Refusal invalid(String field, Object value, String why) {
    return of(
        400, "invalid", "Invalid value for field '%s': '%s'. %s".formatted(field, value, why));
  }

  public static Refusal required(String field) {
    return of(400, "required", "Required field '" + field + "' not specified");
  }

  public static Refusal inUse(String disk, String machine) {
    return of(
        400,
        "resourceInUseByAnotherResource",
        "The disk resource '%s' is already being used by '%s'".formatted(disk, machine));
  }

  public static Refusal notReady(String path) {
    return of(400, "resourceNotReady", "The resource '" + path + "' is not ready");
  }

  public static Refusal staleFingerprint(String kind) {
    return new Refusal(
        412,
        "conditionNotMet",
        "global",
        "If-Match",
        "Supplied fingerprint does not match current " + kind + " fingerprint.");
  }

  public static Refusal limited(String reason, String message) {
    return new Refusal(403, reason, "usageLimits", "", message);
  }

  /** The same with the code that newer parts of Google add, such as BILLING_DISABLED. */
  public Refusal because(String newerCode, String project) {
    return new Refusal(
        status, reason, domain, header, newerCode, project, String.valueOf(getMessage()));
  }

  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }

  /** The body, as Google writes it. */
  public String json() {
    var detail = new JsonObject();
    detail.addProperty("message", getMessage());
    detail.addProperty("domain", domain);
    detail.addProperty("reason", reason);
    if (!header.isEmpty()) {
      detail.addProperty("location", header);
      detail.addProperty("locationType", "header");
    }
    var errors = new JsonArray();
    errors.add(detail);
    var error = new JsonObject();
    error.addProperty("code", status);
    error.addProperty("message", getMessage());
    error.add("errors", errors);
    if (!code.isEmpty()) {
      error.addProperty("status", "PERMISSION_DENIED");
      error.add("details", details());
    }
    var body = new JsonObject();
    body.add("error", error);
    return body.toString();
  }

  private JsonArray details() {
    var about = new JsonObject();
    about.addProperty("service", "compute.googleapis.com");
    about.addProperty("consumer", consumer);
    var info = new JsonObject();
    info.addProperty("@type", "type.googleapis.com/google.rpc.ErrorInfo");
    info.addProperty("reason", code);
    info.addProperty("domain", "googleapis.com");
    info.add("metadata", about);
    var details = new JsonArray();
    details.add(info);
    return details;
  }
}
