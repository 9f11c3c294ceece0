package org.stipend.orchestrator.books;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stipend.cost.BillingAccountId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.UseId;
import org.stipend.cost.funding.Tile;

/** Who pays for every settled second of every use. */
@Component
final class TileTable {

  private final JdbcClient jdbc;

  TileTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that reach beyond an instant. */
  List<Tile> beyond(ResearcherId pool, Instant instant) {
    return select(pool, instant, "AND (end_at IS NULL OR end_at > :instant)");
  }

  List<Tile> all(ResearcherId pool) {
    return select(pool, Instant.EPOCH, "");
  }

  private List<Tile> select(ResearcherId pool, Instant instant, String which) {
    return jdbc.sql(
            """
            SELECT use_id, pool, payer_kind, payer, start_at, end_at FROM tile
             WHERE pool = :pool %s
             ORDER BY use_id, start_at
            """
                .formatted(which))
        .param("pool", pool.value())
        .param("instant", Timestamp.from(instant))
        .query(TileTable::tile)
        .list();
  }

  /** From the tiles that stand to those that should; the unchanged ones are left alone. */
  void replace(ResearcherId pool, List<Tile> standing, List<Tile> wanted) {
    Map<Key, Tile> known = byKey(standing);
    Map<Key, Tile> next = byKey(wanted);
    known.forEach((key, tile) -> {
      if (!tile.equals(next.get(key))) {
        delete(key);
      }
    });
    List<Tile> fresh = new ArrayList<>();
    next.forEach((key, tile) -> {
      if (!tile.equals(known.get(key))) {
        fresh.add(tile);
      }
    });
    fresh.forEach(tile -> insert(pool, tile)); // after all deletions: they must not overlap
  }

  private record Key(UseId use, Instant start) {}

  private static Map<Key, Tile> byKey(List<Tile> tiles) {
    return tiles.stream()
        .collect(
            toMap(
                tile -> new Key(tile.use(), tile.start()),
                tile -> tile,
                (a, b) -> b,
                HashMap::new));
  }

  private void delete(Key key) {
    jdbc.sql("DELETE FROM tile WHERE use_id = :use AND start_at = :start")
        .param("use", key.use().value())
        .param("start", Timestamp.from(key.start()))
        .update();
  }

  private void insert(ResearcherId pool, Tile tile) {
    jdbc.sql(
            """
            INSERT INTO tile (use_id, pool, payer_kind, payer, start_at, end_at)
            VALUES (:use, :pool, :kind, :payer, :start, :end)
            """)
        .param("use", tile.use().value())
        .param("pool", pool.value())
        .param("kind", kind(tile.payer()))
        .param("payer", name(tile.payer()))
        .param("start", Timestamp.from(tile.start()))
        .param("end", PoolTable.timestamp(tile.end()))
        .update();
  }

  private static Tile tile(ResultSet row, int n) throws SQLException {
    return new Tile(
        new UseId(row.getObject("use_id", UUID.class)),
        payer(
            row.getString("payer_kind"),
            row.getString("payer"),
            new ResearcherId(row.getObject("pool", UUID.class))),
        row.getTimestamp("start_at").toInstant(),
        PoolTable.instant(row, "end_at"));
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
