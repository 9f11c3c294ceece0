package org.stipend.orchestrator.access;

import java.time.Instant;

/** Told in the transaction in which somebody gets the role of a researcher. May be told again. */
public interface Newcomers {

  void researcher(Caller person, Instant now);
}
