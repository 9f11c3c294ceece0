package org.stipend.orchestrator.reconcile;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Place;
import org.stipend.orchestrator.reconcile.Drift.Key;

/** Table {@code drift}. */
@Component
final class DriftTable {

  private static final UUID NONE = new UUID(0, 0);

  private final JdbcClient jdbc;

  DriftTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A drift that the pass before saw as well.
   *
   * @param counted by this very pass: what it saw is not seen again by being told again
   * @param done what was done last; null: nothing
   */
  record Open(UUID id, Sighting seen, boolean counted, @Nullable Act done) {

    /** As it was before this pass. */
    Sighting before() {
      return counted
          ? new Sighting(seen.firstSeen(), seen.lastSeen(), seen.times() - 1, seen.quarantinedAt())
          : seen;
    }
  }

  Map<Key, Open> open(Place place, UUID pass) {
    Map<Key, Open> open = new HashMap<>();
    jdbc.sql(
            """
            SELECT id, kind, name, zone, first_seen, last_seen, times, last_pass, quarantined_at, done
              FROM drift
             WHERE provider = :provider AND region IS NOT DISTINCT FROM :region AND ended_at IS NULL
            """)
        .param("provider", place.provider())
        .param("region", place.region())
        .query(row -> {
          Timestamp quarantined = row.getTimestamp("quarantined_at");
          String done = row.getString("done");
          open.put(
              new Key(
                  Drift.Kind.valueOf(row.getString("kind")),
                  row.getString("name"),
                  row.getString("zone")),
              new Open(
                  row.getObject("id", UUID.class),
                  new Sighting(
                      row.getTimestamp("first_seen").toInstant(),
                      row.getTimestamp("last_seen").toInstant(),
                      row.getInt("times"),
                      quarantined == null ? null : quarantined.toInstant()),
                  row.getObject("last_pass", UUID.class).equals(pass),
                  done == null ? null : Act.valueOf(done)));
        });
    return open;
  }

  void insert(UUID id, Place place, UUID pass, Finding finding) {
    Drift drift = finding.drift();
    jdbc.sql(
            """
            INSERT INTO drift (id, provider, region, kind, name, zone, runtime, disk, type, size_gib, burns,
                               made_at, first_seen, last_seen, times, last_pass, next, next_at,
                               charged_from, charged_to)
            VALUES (:id, :provider, :region, :kind, :name, :zone, :runtime, :disk, :type, :size, :burns,
                    :madeAt, :firstSeen, :lastSeen, :times, :pass, :next, :nextAt,
                    :chargedFrom, :chargedFrom)
            """)
        .param("id", id)
        .param("provider", place.provider())
        .param("region", place.region())
        .param("kind", drift.kind().name())
        .param("name", drift.name())
        .param("zone", drift.zone())
        .param("runtime", drift.runtime())
        .param("disk", drift.disk())
        .param("type", drift.type())
        .param("size", drift.sizeGib())
        .param("burns", drift.burns())
        .param("madeAt", timestamp(drift.madeAt()))
        .param("firstSeen", timestamp(finding.seen().firstSeen()))
        .param("chargedFrom", timestamp(drift.isCharged() ? finding.seen().firstSeen() : null))
        .params(changing(pass, finding))
        .update();
  }

  void seenAgain(UUID id, UUID pass, Finding finding) {
    jdbc.sql(
            """
            UPDATE drift
               SET last_seen = :lastSeen, times = :times, last_pass = :pass, burns = :burns,
                   next = :next, next_at = :nextAt,
                   charged_from = CASE WHEN :charged THEN coalesce(charged_from, :lastSeen) ELSE charged_from END,
                   charged_to = CASE WHEN :charged THEN :lastSeen ELSE charged_to END
             WHERE id = :id
            """)
        .param("id", id)
        .param("burns", finding.drift().burns())
        .param("charged", finding.drift().isCharged())
        .params(changing(pass, finding))
        .update();
  }

  private static Map<String, @Nullable Object> changing(UUID pass, Finding finding) {
    Act next = finding.course().next();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("pass", pass);
    values.put("lastSeen", timestamp(finding.seen().lastSeen()));
    values.put("times", finding.seen().times());
    values.put("next", next == null ? null : next.name());
    values.put("nextAt", timestamp(finding.course().nextAt()));
    return values;
  }

  /** Those that this pass did not see. */
  void endOthers(Place place, Set<UUID> seen, Instant now) {
    jdbc.sql(
            """
            UPDATE drift SET ended_at = :now, next = NULL, next_at = NULL
             WHERE provider = :provider AND region IS NOT DISTINCT FROM :region AND ended_at IS NULL
               AND NOT id = ANY (:seen)
            """)
        .param("now", Timestamp.from(now))
        .param("provider", place.provider())
        .param("region", place.region())
        .param("seen", seen.isEmpty() ? new UUID[] {NONE} : seen.toArray(UUID[]::new))
        .update();
  }

  void quarantined(UUID id, Instant now) {
    jdbc.sql("UPDATE drift SET quarantined_at = :now WHERE id = :id AND quarantined_at IS NULL")
        .param("now", Timestamp.from(now))
        .param("id", id)
        .update();
  }

  /** False when the pass that saw it last has done the same already. */
  boolean done(UUID id, Act act, Instant now) {
    return jdbc.sql(
                """
                UPDATE drift SET done = :act, done_at = :now, refused = NULL
                 WHERE id = :id AND (done IS DISTINCT FROM :act OR done_at < last_seen)
                """)
            .param("act", act.name())
            .param("now", Timestamp.from(now))
            .param("id", id)
            .update()
        == 1;
  }

  Drift.Kind kind(UUID id) {
    return Drift.Kind.valueOf(
        jdbc.sql("SELECT kind FROM drift WHERE id = :id")
            .param("id", id)
            .query(String.class)
            .single());
  }

  void refused(UUID id, String words) {
    jdbc.sql("UPDATE drift SET refused = :words WHERE id = :id")
        .param("words", words)
        .param("id", id)
        .update();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
