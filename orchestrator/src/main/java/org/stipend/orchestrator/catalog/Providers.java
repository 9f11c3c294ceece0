package org.stipend.orchestrator.catalog;

import static java.util.stream.Collectors.toSet;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.inventory.Ability;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cloud.inventory.ToolOffer;
import tools.jackson.databind.json.JsonMapper;

/** Which provider runs and what it offers, as its workers last described it. */
@Component
public final class Providers {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final InstantSource clock;
  private final String provider;

  public Providers(
      JdbcClient jdbc,
      JsonMapper json,
      InstantSource clock,
      @Value("${stipend.place.provider:local}") String provider) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.provider = provider;
  }

  /** Of the provider that machines are made at; empty until its workers have spoken. */
  public Optional<ProviderDescription> current() {
    return jdbc.sql(
            """
            SELECT name, region, stop_lead_seconds, cores, memory_mib, tools, abilities, zones
              FROM provider WHERE name = :provider
            """)
        .param("provider", provider)
        .query((row, n) ->
            new ProviderDescription(
                row.getString("name"),
                row.getString("region"),
                Duration.ofSeconds(row.getLong("stop_lead_seconds")),
                row.getInt("cores"),
                row.getLong("memory_mib"),
                List.of(json.readValue(row.getString("tools"), ToolOffer[].class)),
                abilities((String[]) row.getArray("abilities").getArray()),
                List.of((String[]) row.getArray("zones").getArray())))
        .optional();
  }

  private static Set<Ability> abilities(String[] names) {
    return Stream.of(names).map(Ability::valueOf).collect(toSet());
  }

  public void seen(ProviderDescription description) {
    jdbc.sql(
            """
            INSERT INTO provider (name, region, stop_lead_seconds, cores, memory_mib, tools, abilities, zones, seen_at)
            VALUES (:name, :region, :lead, :cores, :memory, :tools::jsonb, :abilities, :zones, :at)
            ON CONFLICT (name) DO UPDATE
               SET region = EXCLUDED.region, stop_lead_seconds = EXCLUDED.stop_lead_seconds,
                   cores = EXCLUDED.cores, memory_mib = EXCLUDED.memory_mib, tools = EXCLUDED.tools,
                   abilities = EXCLUDED.abilities, zones = EXCLUDED.zones,
                   seen_at = greatest(provider.seen_at, EXCLUDED.seen_at)
            """)
        .param("name", description.provider())
        .param("region", description.region())
        .param("abilities", description.can().stream().map(Enum::name).toArray(String[]::new))
        .param("zones", description.zones().toArray(String[]::new))
        .param("lead", description.stopLead().toSeconds())
        .param("cores", description.cores())
        .param("memory", description.memoryMib())
        .param("tools", json.writeValueAsString(description.tools()))
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }
}
