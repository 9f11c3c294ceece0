package org.stipend.orchestrator.funding;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.stipend.cost.ResearcherId;

/** The credit a researcher starts with: once per person and programme, however often asked for. */
@Component
public final class StartingCredit {

  /** Inside the caller's transaction or in one of its own. */
  public void ensure(ResearcherId researcher, Instant now) {
    throw new UnsupportedOperationException();
  }
}
