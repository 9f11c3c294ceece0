package org.stipend.orchestrator.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that is refused, as people read it (RFC 9457): a stable code, what happened, and what
 * to do now. Thrown where a request is judged; the web layer writes it as {@code
 * application/problem+json}.
 */
public final class Problem extends RuntimeException {

  private final HttpStatus status;
  private final String code;
  private final String nextStep;
  private final Map<String, Object> more = new LinkedHashMap<>();
  private @Nullable Duration retryAfter;

  public Problem(HttpStatus status, String code, String detail, String nextStep) {
    super(detail);
    this.status = status;
    this.code = code;
    this.nextStep = nextStep;
  }

  /** What does not exist and what one may not see look the same. */
  public static Problem notFound() {
    return new Problem(
        HttpStatus.NOT_FOUND,
        "NOT_FOUND",
        "There is nothing here under that name, or you may not see it.",
        "Check the address, or ask its owner to share it with you.");
  }

  public static Problem invalid(String detail, String nextStep) {
    return new Problem(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", detail, nextStep);
  }

  public static Problem notSignedIn() {
    return new Problem(
        HttpStatus.UNAUTHORIZED,
        "NOT_SIGNED_IN",
        "You are not signed in, or no longer.",
        "Sign in at /sign-in, or send a valid bearer token.");
  }

  /** Not for the roles this person has. */
  public static Problem forbidden() {
    return forbidden(
        "FORBIDDEN",
        "This is not for your role.",
        "Ask an admin to do it, or to give you the role.");
  }

  public static Problem conflict(String code, String detail, String nextStep) {
    return new Problem(HttpStatus.CONFLICT, code, detail, nextStep);
  }

  public static Problem forbidden(String code, String detail, String nextStep) {
    return new Problem(HttpStatus.FORBIDDEN, code, detail, nextStep);
  }

  /** Adds a member to the problem document. */
  public Problem with(String name, Object value) {
    more.put(name, value);
    return this;
  }

  /** Says when it is worth another try: header {@code Retry-After}. */
  public Problem retryAfter(Duration pause) {
    retryAfter = pause;
    return this;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String nextStep() {
    return nextStep;
  }

  public Map<String, Object> more() {
    return Map.copyOf(more);
  }
}
