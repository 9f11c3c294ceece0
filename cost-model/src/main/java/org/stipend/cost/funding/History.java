package org.stipend.cost.funding;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.SegmentId;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.usage.UsageSegment;

/**
 * All the facts of a pool from its beginning, as they are known now. Settling a history from its
 * beginning says what the books should hold; whatever was learned late, and in whatever order, the
 * answer is the same.
 *
 * @param grants each with what it would have if nothing were spent or expired: its amount minus
 *     what was revoked
 * @param segments every segment ever, handed over or not; how far they are settled plays no part
 */
public record History(
    ResearcherId owner, List<GrantBalance> grants, List<Metered> segments, PriceList prices) {

  public History {
    grants = List.copyOf(grants);
    segments = List.copyOf(segments);
  }

  /** Settles everything anew, from before the first fact up to an instant. */
  public Settlement settle(Instant to) {
    List<Metered> whole = joined();
    Instant first =
        Stream.concat(
                grants.stream().map(balance -> balance.grant().effectiveAt()),
                whole.stream().map(Metered::settledTo))
            .min(Instant::compareTo)
            .filter(instant -> instant.isBefore(to))
            .orElse(to);
    return new Pool(owner, Standing.NONE, first.minusSeconds(1), grants, whole, List.of(), prices)
        .settle(to);
  }

  /** The segments as a settlement of this history hands them over: one for each payer in turn. */
  public List<UsageSegment> tiles(Settlement settlement) {
    Map<SegmentId, UsageSegment> tiles = new LinkedHashMap<>();
    joined().forEach(whole -> tiles.put(whole.segment().id(), whole.segment()));
    for (HandOff handOff : settlement.handOffs()) {
      tiles.computeIfPresent(handOff.closed(), (_, tile) -> tile.before(handOff.at()));
      tiles.put(handOff.opened().id(), handOff.opened());
    }
    return List.copyOf(tiles.values());
  }

  /** The segments as they were before any hand-off. */
  private List<Metered> joined() {
    Map<SegmentId, Metered> rest = new HashMap<>();
    segments.forEach(tile -> rest.put(tile.segment().id(), tile));
    var whole = new ArrayList<Metered>();
    for (Metered tile : segments.stream().sorted(comparing(this::startOf)).toList()) {
      if (rest.remove(tile.segment().id()) != null) {
        whole.add(joinedFrom(tile, rest));
      }
    }
    return whole;
  }

  private Instant startOf(Metered tile) {
    return tile.segment().start();
  }

  private Metered joinedFrom(Metered first, Map<SegmentId, Metered> rest) {
    UsageSegment segment = first.segment();
    UsageSegment last = segment;
    while (last.end() != null) {
      Metered next = rest.remove(last.id().successorAt(last.end()));
      if (next == null) {
        break;
      }
      last = next.segment();
    }
    var whole =
        new UsageSegment(
            segment.id(),
            segment.resource(),
            segment.quantity(),
            originalPayer(segment.payer()),
            segment.start(),
            last.end(),
            last.run());
    return Metered.unsettled(whole, first.afterCredit());
  }

  private Payer originalPayer(Payer payer) {
    return payer instanceof Payer.Platform platform && platform.standsInForCredit()
        ? new Payer.CreditPool(owner)
        : payer;
  }
}
