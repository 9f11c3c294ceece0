package org.stipend.orchestrator.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * What gauges read from tables: asked once for a scrape, however many of them show a part of it.
 * While the database does not answer they show what was true before.
 */
public final class TableReading<T> {

  private static final Logger log = LoggerFactory.getLogger(TableReading.class);
  private static final Duration ONE_SCRAPE = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Function<Instant, T> question;
  private T answer;
  private Instant askedAt = Instant.EPOCH;

  /**
   * @param nothing shown until the tables have answered once
   */
  public TableReading(InstantSource clock, T nothing, Function<Instant, T> question) {
    this.clock = clock;
    this.answer = nothing;
    this.question = question;
  }

  public synchronized T now() {
    Instant now = clock.instant();
    if (!now.isBefore(askedAt.plus(ONE_SCRAPE))) {
      askedAt = now;
      try {
        answer = question.apply(now);
      } catch (DataAccessException e) {
        log.atWarn().setCause(e).log("metrics show what was true before the database went");
      }
    }
    return answer;
  }
}
