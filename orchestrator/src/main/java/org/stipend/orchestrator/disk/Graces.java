package org.stipend.orchestrator.disk;

import static java.util.stream.Collectors.toMap;

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
    next.forEach((key, row) -> write(pool, known.get(key), row));
    return next.isEmpty() ? Set.of() : endsOnCredit(pool);
  }

  private void write(ResearcherId pool, @Nullable Row before, Row row) {
    if (before == null) {
      insert(pool, row);
    } else if (!before.equals(row)) {
      update(row);
    }
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
    return Set.copyOf(
        jdbc.sql(
                """
                SELECT DISTINCT g.until
                  FROM disk_grace g JOIN disk d ON d.id = g.disk AND d.desired = 'PRESENT'
                 WHERE g.pool = :pool AND g.cause = 'CREDIT'
                """)
            .param("pool", pool.value())
            .query((row, n) -> row.getTimestamp("until").toInstant())
            .list());
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

  /** Unless it is to be deleted already. */
  private void insert(ResearcherId pool, Row row) {
    int inserted =
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
            .update();
    if (inserted > 0) {
      changes.changed(Kind.DISK, row.disk().value());
    }
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

  /** It is gone. */
  void forget(DiskId disk) {
    jdbc.sql("DELETE FROM disk_grace WHERE disk = :disk").param("disk", disk.value()).update();
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
      return new Key(
          kept.disk(),
          switch (kept.cause()) {
            case CREDIT -> KeptUntil.Cause.CREDIT;
            case PAYER -> KeptUntil.Cause.PAYER;
          });
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

  static KeptUntil kept(ResultSet row) throws SQLException {
    return new KeptUntil(
        row.getTimestamp("until").toInstant(),
        KeptUntil.Cause.valueOf(row.getString("cause")),
        row.getTimestamp("since").toInstant());
  }
}
