package org.stipend.orchestrator;

import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is moved. */
public final class TestClock implements InstantSource {

  private volatile Instant now;

  public TestClock(String start) {
    now = Instant.parse(start);
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void moveTo(Instant instant) {
    now = instant;
  }
}
