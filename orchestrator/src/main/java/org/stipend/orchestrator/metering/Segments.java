package org.stipend.orchestrator.metering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.DiskId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.SegmentId;
import org.stipend.cost.funding.HandOff;
import org.stipend.cost.funding.Metered;
import org.stipend.cost.funding.Settlement;
import org.stipend.cost.price.SkuKey;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.Run;
import org.stipend.cost.usage.UsageSegment;

/** Who pays for every second of every run; each second has exactly one payer. */
@Component
public final class Segments {

  private final JdbcClient jdbc;

  public Segments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What of a pool has not ended, or has ended and is not settled. */
  public List<Metered> unfinished(ResearcherId pool) {
    return select(pool, "AND NOT s.finished");
  }

  /** Every segment of a pool there ever was. */
  public List<Metered> all(ResearcherId pool) {
    return select(pool, "");
  }

  private List<Metered> select(ResearcherId pool, String which) {
    return jdbc.sql(
            """
            SELECT s.id, s.resource_kind, s.resource, s.researcher, s.sku_key, s.quantity, s.payer_kind, s.payer,
                   s.start_at, s.end_at, s.settled_to, r.started_at, r.stopped_at
              FROM usage_segment s JOIN usage_run r ON r.id = s.run
             WHERE s.researcher = :pool %s
             ORDER BY s.start_at, s.sku_key, s.id
            """
                .formatted(which))
        .param("pool", pool.value())
        .query(Segments::metered)
        .list();
  }

  /** Writes down who pays from when on, and how far each segment is settled. */
  public void apply(Settlement settlement) {
    settlement.handOffs().forEach(this::passOn);
    settlement.after().segments().forEach(this::settledTo);
    settlement.finished().forEach(this::finish);
  }

  private void passOn(HandOff handOff) {
    jdbc.sql(
            "UPDATE usage_segment SET end_at = :at, settled_to = :at, finished = true WHERE id = :id")
        .param("at", Timestamp.from(handOff.at()))
        .param("id", handOff.closed().value())
        .update();
    UsageSegment opened = handOff.opened();
    jdbc.sql(
            """
            INSERT INTO usage_segment (id, run, resource_kind, resource, workspace, researcher, sku_key, quantity,
                                       payer_kind, payer, start_at, end_at, settled_to)
            SELECT :id, run, resource_kind, resource, workspace, researcher, sku_key, quantity,
                   :payerKind, :payer, :at, :end, :at
              FROM usage_segment WHERE id = :closed
            """)
        .param("id", opened.id().value())
        .param("payerKind", kind(opened.payer()))
        .param("payer", name(opened.payer()))
        .param("at", Timestamp.from(handOff.at()))
        .param("end", opened.knownEnd().map(Timestamp::from).orElse(null))
        .param("closed", handOff.closed().value())
        .update();
  }

  private void settledTo(Metered metered) {
    jdbc.sql("UPDATE usage_segment SET settled_to = :at WHERE id = :id AND settled_to <> :at")
        .param("at", Timestamp.from(metered.settledTo()))
        .param("id", metered.segment().id().value())
        .update();
  }

  private void finish(SegmentId segment) {
    jdbc.sql(
            """
            UPDATE usage_segment SET finished = true, settled_to = end_at WHERE id = :id
            """)
        .param("id", segment.value())
        .update();
  }

  /**
   * Brings the segments of a pool back to an instant its books were settled to: what was decided
   * later about payers is forgotten, to be decided again with what is known now.
   */
  public void restore(ResearcherId pool, Instant mark) {
    Map<Part, List<Row>> chains = new LinkedHashMap<>();
    for (Row row : touchedAfter(pool, mark)) {
      chains.computeIfAbsent(new Part(row.run(), row.sku()), part -> new ArrayList<>()).add(row);
    }
    chains.values().forEach(chain -> restore(chain, mark));
  }

  private List<Row> touchedAfter(ResearcherId pool, Instant mark) {
    return jdbc.sql(
            """
            SELECT s.id, s.run, s.sku_key, s.researcher, s.start_at, s.end_at,
                   r.started_at, r.stopped_at, r.launch_failed AND r.started_at > :mark AS failed
              FROM usage_segment s JOIN usage_run r ON r.id = s.run
             WHERE r.researcher = :pool AND (r.stopped_at IS NULL OR r.stopped_at > :mark)
             ORDER BY s.run, s.sku_key, s.start_at, s.end_at NULLS LAST
            """)
        .param("pool", pool.value())
        .param("mark", Timestamp.from(mark))
        .query(Segments::row)
        .list();
  }

  /** One part of one run: the segment that covers the mark goes on, later ones are undone. */
  private void restore(List<Row> chain, Instant mark) {
    boolean began = !chain.getFirst().runStart().isAfter(mark);
    Row goesOn = began ? covering(chain, mark) : first(chain);
    for (Row row : chain) {
      if (!row.id().equals(goesOn.id()) && (!began || row.start().isAfter(mark))) {
        jdbc.sql("DELETE FROM usage_segment WHERE id = :id").param("id", row.id()).update();
      }
    }
    Timestamp settled = Timestamp.from(began ? mark : goesOn.runStart());
    jdbc.sql(
            """
            UPDATE usage_segment SET end_at = :end, settled_to = least(settled_to, :settled), finished = false
             WHERE id = :id
            """)
        .param("end", goesOn.runStop() == null ? null : Timestamp.from(goesOn.runStop()))
        .param("settled", settled)
        .param("id", goesOn.id())
        .update();
    if (!began) {
      reset(goesOn);
    }
  }

  /** At its start a run is its pool's, unless it is known that it never reached people. */
  private void reset(Row row) {
    jdbc.sql("UPDATE usage_segment SET payer_kind = :kind, payer = :payer WHERE id = :id")
        .param("kind", row.failed() ? "PLATFORM" : "CREDIT")
        .param("payer", row.failed() ? Payer.Cause.FAILED_LAUNCH.name() : row.pool().toString())
        .param("id", row.id())
        .update();
  }

  private static Row covering(List<Row> chain, Instant mark) {
    return chain.stream()
        .filter(row -> !row.start().isAfter(mark) && (row.end() == null || row.end().isAfter(mark)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("nobody pays for %s at %s".formatted(chain, mark)));
  }

  private static Row first(List<Row> chain) {
    return chain.stream()
        .filter(row -> row.id().equals(Runs.firstSegment(row.run(), row.sku()).value()))
        .findFirst()
        .orElseThrow();
  }

  private record Part(UUID run, SkuKey sku) {}

  private record Row(
      UUID id,
      UUID run,
      SkuKey sku,
      ResearcherId pool,
      Instant start,
      @Nullable Instant end,
      Instant runStart,
      @Nullable Instant runStop,
      boolean failed) {}

  private static Row row(ResultSet row, int n) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("run", UUID.class),
        SkuKey.of(row.getString("sku_key")),
        new ResearcherId(row.getObject("researcher", UUID.class)),
        row.getTimestamp("start_at").toInstant(),
        Runs.instant(row, "end_at"),
        row.getTimestamp("started_at").toInstant(),
        Runs.instant(row, "stopped_at"),
        row.getBoolean("failed"));
  }

  private static Metered metered(ResultSet row, int n) throws SQLException {
    ResourceId resource =
        Runs.resource(row.getString("resource_kind"), row.getObject("resource", UUID.class));
    ResearcherId pool = new ResearcherId(row.getObject("researcher", UUID.class));
    UsageSegment segment =
        new UsageSegment(
            new SegmentId(row.getObject("id", UUID.class)),
            resource,
            Quantity.of(row.getString("sku_key"), row.getLong("quantity")),
            payer(row.getString("payer_kind"), row.getString("payer"), pool),
            row.getTimestamp("start_at").toInstant(),
            Runs.instant(row, "end_at"),
            resource instanceof RuntimeId
                ? new Run(
                    row.getTimestamp("started_at").toInstant(), Runs.instant(row, "stopped_at"))
                : null);
    return new Metered(
        segment, afterCredit(resource, pool), row.getTimestamp("settled_to").toInstant());
  }

  /** Who pays when the pool no longer can. */
  public static Payer afterCredit(ResourceId resource, ResearcherId pool) {
    return switch (resource) {
      case RuntimeId _ -> new Payer.Platform(Payer.Cause.OVERRUN, pool);
      case DiskId _ -> new Payer.Platform(Payer.Cause.GRACE, pool);
    };
  }

  private static Payer payer(String kind, String name, ResearcherId pool) {
    return switch (kind) {
      case "CREDIT" -> new Payer.CreditPool(pool);
      case "BILLING_ACCOUNT" -> new Payer.LinkedAccount(new BillingAccountId(name));
      case "PLATFORM" ->
          name.equals("ORPHAN")
              ? new Payer.Orphan()
              : new Payer.Platform(Payer.Cause.valueOf(name), pool);
      default -> throw new IllegalArgumentException("no kind of payer: " + kind);
    };
  }

  private static String kind(Payer payer) {
    return switch (payer) {
      case Payer.CreditPool _ -> "CREDIT";
      case Payer.LinkedAccount _ -> "BILLING_ACCOUNT";
      case Payer.Platform _, Payer.Orphan _ -> "PLATFORM";
    };
  }

  private static String name(Payer payer) {
    return switch (payer) {
      case Payer.CreditPool pool -> pool.owner().toString();
      case Payer.LinkedAccount linked -> linked.account().value();
      case Payer.Platform platform -> platform.cause().name();
      case Payer.Orphan _ -> "ORPHAN";
    };
  }
}
