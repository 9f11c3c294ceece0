package org.stipend.standalone;

/** Why Stipend cannot run here, and what the person can do about it: a line each. */
final class CannotStart extends RuntimeException {

  private final String remedy;

  CannotStart(String cause, String remedy) {
    super(cause);
    this.remedy = remedy;
  }

  CannotStart(String cause, String remedy, Throwable because) {
    super(cause, because);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
