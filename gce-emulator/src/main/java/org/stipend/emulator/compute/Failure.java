package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Errors;

/** How an operation ends badly: Google's error, and the HTTP status it would have had. */
record Failure(int status, String statusMessage, Errors error) {

  static Failure of(int status, String code, String message) {
    return of(status, Errors.newBuilder().setCode(code).setMessage(message).build());
  }

  static Failure of(int status, Errors error) {
    return new Failure(status, reasonOf(status), error);
  }

  private static String reasonOf(int status) {
    return switch (status) {
      case 400 -> "BAD REQUEST";
      case 403 -> "FORBIDDEN";
      case 404 -> "NOT FOUND";
      case 409 -> "CONFLICT";
      case 412 -> "PRECONDITION FAILED";
      case 503 -> "SERVICE UNAVAILABLE";
      default -> "INTERNAL ERROR";
    };
  }
}
