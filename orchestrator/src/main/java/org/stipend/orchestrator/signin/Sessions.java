package org.stipend.orchestrator.signin;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sessions of browsers in the console, which the framework makes and ends. */
@Component
public final class Sessions {

  private final JdbcClient jdbc;

  Sessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public boolean lives(String session, Instant now) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM spring_session
                            WHERE session_id = :session AND expiry_time > :now)
            """)
        .param("session", session)
        .param("now", now.toEpochMilli())
        .query(Boolean.class)
        .single();
  }

  /**
   * As if its browser had just asked the console for something.
   *
   * @param key of its row; its id may change, this does not
   */
  public void keep(String key, Instant now) {
    jdbc.sql(
            """
            UPDATE spring_session
               SET last_access_time = :millis,
                   expiry_time = :millis + 1000 * max_inactive_interval::bigint
             WHERE primary_id = :key
               AND max_inactive_interval > 0 AND last_access_time < :millis
            """)
        .param("millis", now.toEpochMilli())
        .param("key", key)
        .update();
  }
}
