package org.stipend.orchestrator.disk;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.funding.Grace;
import org.stipend.cost.funding.Kept;
import org.stipend.orchestrator.change.Changes;
import org.stipend.orchestrator.change.Kind;
import org.stipend.orchestrator.payer.PayerTable;

/**
 * Disks that are kept for a time only, and up to when: what was promised once is not shortened. All
 * methods that write run inside the caller's database transaction.
 */
@Component
public final class Graces {

  private final JdbcClient jdbc;
  private final PayerTable payers;
  private final Changes changes;

  Graces(JdbcClient jdbc, PayerTable payers, Changes changes) {
    this.jdbc = jdbc;
    this.payers = payers;
    this.changes = changes;
  }

  // ---- nobody pays

  /**
   * Which disks of a pool the platform keeps, and no others; the caller holds the pool's lock.
   *
   * @return up to when those are kept that lived on the credit
   */
  public Set<Instant> keep(ResearcherId pool, Collection<Kept> kept, Instant now) {
    Map<Key, Row> known =
        ofPool(pool).stream().collect(toMap(row -> new Key(row.disk(), row.cause()), row -> row));
    Map<Key, Row> next =
        kept.stream()
            .map(one -> row(one, known.get(Key.of(one)), now))
            .collect(toMap(row -> new Key(row.disk(), row.cause()), row -> row));
    known.keySet().stream().filter(key -> !next.containsKey(key)).forEach(this::delete);
    return endsOnCredit(
        next.entrySet().stream()
            .filter(one -> write(pool, known.get(one.getKey()), one.getValue()))
            .map(Map.Entry::getValue)
            .toList());
  }

  /** False where it is not: it is to be deleted already. */
  private boolean write(ResearcherId pool, @Nullable Row before, Row row) {
    if (before == null) {
      return insert(pool, row);
    }
    if (!before.equals(row)) {
      update(row);
    }
    return true;
  }

  private static Row row(Kept kept, @Nullable Row before, Instant now) {
    Instant known = before == null ? now : before.knownAt();
    Instant until = Grace.until(kept.since(), known);
    return new Row(
        kept.disk(),
        Key.of(kept).cause(),
        kept.since(),
        known,
        before == null || until.isAfter(before.until()) ? until : before.until());
  }

  /** Up to when disks of a pool are kept that lived on its credit. */
  public Set<Instant> endsOnCredit(ResearcherId pool) {
    return endsOnCredit(ofPool(pool));
  }

  private static Set<Instant> endsOnCredit(Collection<Row> rows) {
    return rows.stream()
        .filter(row -> row.cause() == KeptUntil.Cause.CREDIT)
        .map(Row::until)
        .collect(toSet());
  }

  private List<Row> ofPool(ResearcherId pool) {
    return jdbc.sql(
            """
            SELECT disk, cause, since, known_at, until FROM disk_grace
             WHERE pool = :pool AND cause <> 'MEMBERSHIP'
            """)
        .param("pool", pool.value())
        .query(Graces::row)
        .list();
  }

  private boolean insert(ResearcherId pool, Row row) {
    boolean inserted =
        params(
                    jdbc.sql(
                        """
                        INSERT INTO disk_grace (disk, cause, pool, since, known_at, until)
                        SELECT id, :cause, :pool, :since, :known, :until
                          FROM disk WHERE id = :disk AND desired = 'PRESENT'
                        """),
                    row)
                .param("pool", pool.value())
                .param("known", Timestamp.from(row.knownAt()))
                .update()
            == 1;
    if (inserted) {
      changes.changed(Kind.DISK, row.disk().value());
    }
    return inserted;
  }

  private void update(Row row) {
    params(
            jdbc.sql(
                """
                UPDATE disk_grace SET since = :since, until = :until WHERE disk = :disk AND cause = :cause
                """),
            row)
        .update();
    changes.changed(Kind.DISK, row.disk().value());
  }

  private static JdbcClient.StatementSpec params(JdbcClient.StatementSpec statement, Row row) {
    return statement
        .param("disk", row.disk().value())
        .param("cause", row.cause().name())
        .param("since", Timestamp.from(row.since()))
        .param("until", Timestamp.from(row.until()));
  }

  private void delete(Key key) {
    jdbc.sql("DELETE FROM disk_grace WHERE disk = :disk AND cause = :cause")
        .param("disk", key.disk().value())
        .param("cause", key.cause().name())
        .update();
    changes.changed(Kind.DISK, key.disk().value());
  }

  // ---- nobody may use it

  /** Its owner may no longer work there. */
  void begin(UUID owner, WorkspaceId workspace, Instant now) {
    jdbc.sql(
            """
            INSERT INTO disk_grace (disk, cause, pool, since, known_at, until)
            SELECT id, 'MEMBERSHIP', :pool, :now, :now, :until
              FROM disk WHERE owner = :owner AND workspace = :workspace AND desired = 'PRESENT'
            ON CONFLICT (disk, cause) DO NOTHING
            RETURNING disk
            """)
        .param("pool", payers.poolOf(workspace).value())
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(Grace.until(now, now)))
        .param("owner", owner)
        .param("workspace", workspace.value())
        .query(UUID.class)
        .list()
        .forEach(disk -> changes.changed(Kind.DISK, disk));
  }

  /** Its owner may work there again. */
  void end(UUID owner, WorkspaceId workspace) {
    jdbc.sql(
            """
            DELETE FROM disk_grace g USING disk d
             WHERE d.id = g.disk AND g.cause = 'MEMBERSHIP'
               AND d.owner = :owner AND d.workspace = :workspace
            RETURNING g.disk
            """)
        .param("owner", owner)
        .param("workspace", workspace.value())
        .query(UUID.class)
        .list()
        .forEach(disk -> changes.changed(Kind.DISK, disk));
  }

  // ---- the end of it

  /** A disk that is not kept any longer, or not for long. */
  public record Ending(DiskId disk, ResearcherId pool, KeptUntil kept) {}

  /** Those whose time is over, the longest over first. */
  public List<Ending> over(Instant now) {
    return endings("until <= :now", now, now);
  }

  /**
   * Those whose time will be over by an instant and nobody was reminded of; of the end of a credit
   * people are reminded by its pool.
   */
  public List<Ending> toRemind(Instant now, Instant by) {
    return endings("until > :now AND until <= :by AND cause <> 'CREDIT' AND NOT reminded", now, by);
  }

  private List<Ending> endings(String which, Instant now, Instant by) {
    return jdbc.sql(
            """
            SELECT g.disk, g.cause, g.pool, g.since, g.until
              FROM disk_grace g JOIN disk d ON d.id = g.disk AND d.desired = 'PRESENT'
             WHERE %s ORDER BY g.until, g.disk
            """
                .formatted(which))
        .param("now", Timestamp.from(now))
        .param("by", Timestamp.from(by))
        .query((row, n) ->
            new Ending(
                new DiskId(row.getObject("disk", UUID.class)),
                new ResearcherId(row.getObject("pool", UUID.class)),
                kept(row)))
        .list();
  }

  /** Still so, for what is done about it; whoever would change it waits. */
  public boolean hold(Ending ending) {
    return jdbc.sql(
            """
            SELECT 1 FROM disk_grace
             WHERE disk = :disk AND cause = :cause AND until = :until FOR UPDATE
            """)
        .param("disk", ending.disk().value())
        .param("cause", ending.kept().cause().name())
        .param("until", Timestamp.from(ending.kept().until()))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** It is gone. */
  void forget(DiskId disk) {
    jdbc.sql("DELETE FROM disk_grace WHERE disk = :disk").param("disk", disk.value()).update();
  }

  public void reminded(Ending ending) {
    jdbc.sql("UPDATE disk_grace SET reminded = true WHERE disk = :disk AND cause = :cause")
        .param("disk", ending.disk().value())
        .param("cause", ending.kept().cause().name())
        .update();
  }

  // ---- pages

  /** How long those of some disks are kept that are not kept for good. */
  public Map<DiskId, KeptUntil> of(Collection<DiskId> disks) {
    Map<DiskId, KeptUntil> kept = new HashMap<>();
    jdbc.sql(
            """
            SELECT DISTINCT ON (g.disk) g.disk, g.cause, g.since, g.until
              FROM disk_grace g JOIN disk d ON d.id = g.disk AND d.desired = 'PRESENT'
             WHERE g.disk = ANY (:disks) ORDER BY g.disk, g.until
            """)
        .param("disks", disks.stream().map(DiskId::value).toArray(UUID[]::new))
        .query(row -> {
          kept.put(new DiskId(row.getObject("disk", UUID.class)), kept(row));
        });
    return kept;
  }

  private record Key(DiskId disk, KeptUntil.Cause cause) {

    static Key of(Kept kept) {
      return new Key(kept.disk(), KeptUntil.Cause.valueOf(kept.cause().name()));
    }
  }

  private record Row(
      DiskId disk, KeptUntil.Cause cause, Instant since, Instant knownAt, Instant until) {}

  private static Row row(ResultSet row, int n) throws SQLException {
    return new Row(
        new DiskId(row.getObject("disk", UUID.class)),
        KeptUntil.Cause.valueOf(row.getString("cause")),
        row.getTimestamp("since").toInstant(),
        row.getTimestamp("known_at").toInstant(),
        row.getTimestamp("until").toInstant());
  }

  private static KeptUntil kept(ResultSet row) throws SQLException {
    return new KeptUntil(
        row.getTimestamp("until").toInstant(),
        KeptUntil.Cause.valueOf(row.getString("cause")),
        row.getTimestamp("since").toInstant());
  }
}
