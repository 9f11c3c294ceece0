package org.stipend.orchestrator.catalog;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.cloud.inventory.ToolOffer;
import tools.jackson.databind.json.JsonMapper;

/** Which provider runs and what it offers, as its workers last described it. */
@Component
public final class Providers {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final InstantSource clock;

  public Providers(JdbcClient jdbc, JsonMapper json, InstantSource clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** Empty until workers have spoken for the first time. */
  public Optional<ProviderDescription> current() {
    return jdbc.sql(
            """
            SELECT name, stop_lead_seconds, cores, memory_mib, tools
              FROM provider ORDER BY seen_at DESC, name LIMIT 1
            """)
        .query((row, n) ->
            new ProviderDescription(
                row.getString("name"),
                Duration.ofSeconds(row.getLong("stop_lead_seconds")),
                row.getInt("cores"),
                row.getLong("memory_mib"),
                List.of(json.readValue(row.getString("tools"), ToolOffer[].class))))
        .optional();
  }

  /** Tools on one computer have no GPU that could be charged for. */
  public static boolean hasGpus(ProviderDescription provider) {
    return !provider.provider().equals("local");
  }

  public void seen(ProviderDescription description) {
    jdbc.sql(
            """
            INSERT INTO provider (name, stop_lead_seconds, cores, memory_mib, tools, seen_at)
            VALUES (:name, :lead, :cores, :memory, :tools::jsonb, :at)
            ON CONFLICT (name) DO UPDATE
               SET stop_lead_seconds = EXCLUDED.stop_lead_seconds, cores = EXCLUDED.cores,
                   memory_mib = EXCLUDED.memory_mib, tools = EXCLUDED.tools,
                   seen_at = greatest(provider.seen_at, EXCLUDED.seen_at)
            """)
        .param("name", description.provider())
        .param("lead", description.stopLead().toSeconds())
        .param("cores", description.cores())
        .param("memory", description.memoryMib())
        .param("tools", json.writeValueAsString(description.tools()))
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }
}
