package org.stipend.orchestrator.disk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;

/** Disks at the end of the time for which they are kept, and what people were told of it. */
@Component
public final class Endings {

  private final JdbcClient jdbc;

  Endings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param told people were reminded of it; of the end of a credit they are by its pool
   */
  public record Ending(DiskId disk, ResearcherId pool, KeptUntil kept, boolean told) {}

  /** Those whose time is over, the longest over first. */
  public List<Ending> over(Instant now) {
    return jdbc.sql(
            """
            SELECT g.disk, g.cause, g.pool, g.since, g.until, g.reminded
              FROM disk_grace g JOIN disk d ON d.id = g.disk AND d.desired = 'PRESENT'
             WHERE g.until <= :now ORDER BY g.until, g.disk
            """)
        .param("now", Timestamp.from(now))
        .query(Endings::ending)
        .list();
  }

  /** Those whose time will be over by an instant and of which nobody was reminded. */
  public List<Ending> toRemind(Instant now, Instant by) {
    return jdbc.sql(
            """
            SELECT g.disk, g.cause, g.pool, g.since, g.until, g.reminded
              FROM disk_grace g JOIN disk d ON d.id = g.disk AND d.desired = 'PRESENT'
             WHERE g.until > :now AND g.until <= :by AND g.cause <> 'CREDIT' AND NOT g.reminded
             ORDER BY g.until, g.disk
            """)
        .param("now", Timestamp.from(now))
        .param("by", Timestamp.from(by))
        .query(Endings::ending)
        .list();
  }

  /**
   * It is still so, and nobody has seen to it: for what is done about it. Whoever would change it
   * waits. A former member who works there by now is none.
   */
  public boolean hold(Ending ending) {
    return jdbc.sql(
            """
            SELECT 1 FROM disk_grace g JOIN disk d ON d.id = g.disk AND d.desired = 'PRESENT'
             WHERE g.disk = :disk AND g.cause = :cause AND g.until = :until
               AND NOT EXISTS (SELECT FROM runtime r
                                WHERE r.disk = d.id AND r.state <> 'DELETED'
                                  AND r.desired = 'DELETED' AND r.drop_disk)
               AND (g.cause <> 'MEMBERSHIP'
                    OR NOT EXISTS (SELECT FROM workspace_member m
                                    WHERE m.workspace = d.workspace AND m.person = d.owner
                                      AND m.role <> 'READER'))
               FOR UPDATE OF g
            """)
        .param("disk", ending.disk().value())
        .param("cause", ending.kept().cause().name())
        .param("until", Timestamp.from(ending.kept().until()))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /**
   * People were reminded of it.
   *
   * @param until it is kept, not earlier than before
   */
  public void reminded(Ending ending, Instant until) {
    jdbc.sql(
            """
            UPDATE disk_grace SET reminded = true, until = :until
             WHERE disk = :disk AND cause = :cause
            """)
        .param("until", Timestamp.from(until))
        .param("disk", ending.disk().value())
        .param("cause", ending.kept().cause().name())
        .update();
  }

  private static Ending ending(ResultSet row, int n) throws SQLException {
    KeptUntil kept = Graces.kept(row);
    return new Ending(
        new DiskId(row.getObject("disk", UUID.class)),
        new ResearcherId(row.getObject("pool", UUID.class)),
        kept,
        row.getBoolean("reminded") || kept.cause() == KeptUntil.Cause.CREDIT);
  }
}
