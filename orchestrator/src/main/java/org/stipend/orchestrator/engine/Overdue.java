package org.stipend.orchestrator.engine;

import java.time.Duration;
import java.time.Instant;

/** Rows with a deadline that somebody must look after even when Temporal does not wake anybody. */
public interface Overdue {

  /** Does what is due for rows whose deadline passed more than {@code grace} ago; how many. */
  int sweep(Instant now, Duration grace);
}
