package org.stipend.orchestrator.reconcile;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Place;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.orchestrator.reconcile.workflow.Outcome;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code reconcile_pass} and {@code reconcile_page}. */
@Component
final class PassTable {

  /** A pass that takes longer has been lost, and the next one does its work. */
  static final Duration LOST_AFTER = Duration.ofMinutes(30);

  private static final Duration KEPT = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final JsonMapper json;

  PassTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A pass as it is run. */
  record Pass(UUID id, Place place, Instant due, boolean dryRun) {}

  /** One that is on its way, of those that began lately. */
  Optional<UUID> unfinished(Place place, boolean dryRun, Instant now) {
    return jdbc.sql(
            """
            SELECT id FROM reconcile_pass
             WHERE finished_at IS NULL AND due > :lost AND dry_run = :dryRun
               AND provider = :provider AND region IS NOT DISTINCT FROM :region
             ORDER BY due DESC LIMIT 1
            """)
        .param("lost", Timestamp.from(now.minus(LOST_AFTER)))
        .param("dryRun", dryRun)
        .param("provider", place.provider())
        .param("region", place.region())
        .query(UUID.class)
        .optional();
  }

  /** Once for each due instant, whoever else claims it. */
  void insert(UUID id, Place place, Instant due, boolean dryRun, @Nullable UUID askedBy) {
    jdbc.sql(
            """
            INSERT INTO reconcile_pass (id, provider, region, due, dry_run, asked_by)
            VALUES (:id, :provider, :region, :due, :dryRun, :askedBy)
            ON CONFLICT DO NOTHING
            """)
        .param("id", id)
        .param("provider", place.provider())
        .param("region", place.region())
        .param("due", Timestamp.from(due))
        .param("dryRun", dryRun)
        .param("askedBy", askedBy)
        .update();
  }

  /** Those whose workflow may not have been started. */
  List<Pass> unstarted(Instant now) {
    return jdbc.sql(
            """
            SELECT id, provider, region, due, dry_run FROM reconcile_pass
             WHERE finished_at IS NULL AND started_at IS NULL AND due > :lost ORDER BY due
            """)
        .param("lost", Timestamp.from(now.minus(LOST_AFTER)))
        .query((row, n) ->
            new Pass(
                row.getObject("id", UUID.class),
                new Place(row.getString("provider"), row.getString("region")),
                row.getTimestamp("due").toInstant(),
                row.getBoolean("dry_run")))
        .list();
  }

  Optional<Pass> find(UUID id) {
    return jdbc.sql("SELECT id, provider, region, due, dry_run FROM reconcile_pass WHERE id = :id")
        .param("id", id)
        .query((row, n) ->
            new Pass(
                id,
                new Place(row.getString("provider"), row.getString("region")),
                row.getTimestamp("due").toInstant(),
                row.getBoolean("dry_run")))
        .optional();
  }

  void begun(UUID id, Instant now) {
    jdbc.sql("UPDATE reconcile_pass SET started_at = coalesce(started_at, :now) WHERE id = :id")
        .param("now", Timestamp.from(now))
        .param("id", id)
        .update();
  }

  void add(UUID id, int number, Holdings page) {
    jdbc.sql(
            """
            INSERT INTO reconcile_page (pass, number, content)
            VALUES (:pass, :number, CAST(:content AS jsonb))
            ON CONFLICT DO NOTHING
            """)
        .param("pass", id)
        .param("number", number)
        .param("content", json.writeValueAsString(page))
        .update();
  }

  Listing listing(UUID id) {
    return Listing.of(
        jdbc.sql("SELECT content FROM reconcile_page WHERE pass = :pass ORDER BY number")
            .param("pass", id)
            .query((row, n) -> json.readValue(row.getString("content"), Holdings.class))
            .list());
  }

  /** What a pass found, before it acts. */
  void compared(UUID id, Listing listing, int found, Object findings) {
    jdbc.sql(
            """
            UPDATE reconcile_pass
               SET machines = :machines, disks = :disks, found = :found, findings = CAST(:findings AS jsonb)
             WHERE id = :id
            """)
        .param("machines", listing.machines().size())
        .param("disks", listing.disks().size())
        .param("found", found)
        .param("findings", json.writeValueAsString(findings))
        .param("id", id)
        .update();
  }

  /** The pages have served; what is old goes. */
  void finished(UUID id, Outcome outcome, Instant now) {
    jdbc.sql(
            """
            UPDATE reconcile_pass SET finished_at = :now, outcome = :outcome
             WHERE id = :id AND finished_at IS NULL
            """)
        .param("now", Timestamp.from(now))
        .param("outcome", outcome.name())
        .param("id", id)
        .update();
    jdbc.sql("DELETE FROM reconcile_page WHERE pass = :id").param("id", id).update();
    jdbc.sql("DELETE FROM reconcile_pass WHERE due < :old")
        .param("old", Timestamp.from(now.minus(KEPT)))
        .update();
  }
}
