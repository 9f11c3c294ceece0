package org.stipend.orchestrator.runtime;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.Place;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.disk.Disks;

/** Remembers which zones had no room, and for what. */
@Component
final class ZoneSearch {

  private final JdbcClient jdbc;
  private final Providers providers;

  ZoneSearch(JdbcClient jdbc, Providers providers) {
    this.jdbc = jdbc;
    this.providers = providers;
  }

  /** The zones of a place in the order they are tried for such a machine. */
  List<String> inOrder(ProviderDescription provider, String machineType, Instant now) {
    return Zones.inOrder(provider.zones(), cold(machineType, now));
  }

  /**
   * Where a machine is tried next that had no room where it was asked for.
   *
   * @param told by the cloud
   */
  Zones.Verdict next(RuntimeRow row, Disks.Held disk, String told, Instant now) {
    String refusing = row.machine().zone();
    return refusing == null
        ? new Zones.Verdict.Nowhere(told)
        : Zones.after(
            new Zones.Search(
                row.machineType(),
                offered(row.asked().place()),
                cold(row.machineType(), now),
                tried(row.id(), row.wanted().wish()),
                refusing,
                disk.sizeGib(),
                disk.blank()),
            now);
  }

  void remember(RuntimeRow row, Zones.Verdict verdict, String told, Instant now) {
    jdbc.sql(
            """
            INSERT INTO zone_attempt (runtime, wish, position, zone, next_zone, at, told)
            SELECT :runtime, :wish, count(*) + 1, :zone, :next, :at, :told
              FROM zone_attempt WHERE runtime = :runtime AND wish = :wish
            """)
        .param("runtime", row.id())
        .param("wish", row.wanted().wish())
        .param("zone", Objects.requireNonNullElse(row.machine().zone(), ""))
        .param("next", verdict instanceof Zones.Verdict.Next next ? next.zone() : null)
        .param("at", Timestamp.from(now))
        .param("told", told)
        .update();
  }

  List<Zones.Tried> tried(UUID runtime, long wish) {
    return jdbc.sql(
            """
            SELECT zone, next_zone, at FROM zone_attempt
             WHERE runtime = :runtime AND wish = :wish ORDER BY position
            """)
        .param("runtime", runtime)
        .param("wish", wish)
        .query((rs, n) ->
            new Zones.Tried(
                rs.getString("zone"), rs.getString("next_zone"), rs.getTimestamp("at").toInstant()))
        .list();
  }

  /** How many zones are tried at most for something of this place. */
  int most(Place place) {
    return Zones.most(offered(place));
  }

  private List<String> offered(Place place) {
    return providers
        .current()
        .filter(provider -> provider.place().equals(place))
        .map(ProviderDescription::zones)
        .orElse(List.of());
  }

  private Set<String> cold(String machineType, Instant now) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT DISTINCT a.zone FROM zone_attempt a JOIN runtime r ON r.id = a.runtime
                 WHERE a.at > :since AND r.machine_type = :machineType
                """)
            .param("since", Timestamp.from(now.minus(Zones.COLD)))
            .param("machineType", machineType)
            .query(String.class)
            .list());
  }
}
