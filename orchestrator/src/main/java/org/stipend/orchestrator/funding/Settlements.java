package org.stipend.orchestrator.funding;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** Books what was used so far, for statements; nothing waits for it. */
@Component
public final class Settlements {

  /** Settles up to {@code limit} pools whose hour is over; how many there were. */
  public int settleDue(Instant now, int limit) {
    throw new UnsupportedOperationException();
  }
}
