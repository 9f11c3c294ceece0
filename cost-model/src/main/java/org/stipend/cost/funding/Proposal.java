package org.stipend.cost.funding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.stipend.cost.DiskId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.SegmentId;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.UsageSegment;

/**
 * What somebody would like to start.
 *
 * @param machine quantities of a run, with its minimum; empty: no machine
 * @param disks quantities without a minimum; empty: none that does not exist yet
 */
public record Proposal(List<Quantity> machine, List<Quantity> disks) {

  public Proposal {
    machine = List.copyOf(machine);
    disks = List.copyOf(disks);
  }

  boolean isPricedAt(Instant instant, PriceList prices) {
    return Stream.concat(machine.stream(), disks.stream())
        .allMatch(part -> prices.at(part.sku(), instant).isPresent());
  }

  Pool addedTo(Pool pool) {
    var payer = new Payer.CreditPool(pool.owner());
    var segments = new ArrayList<>(pool.segments());
    for (Quantity part : machine) {
      var segment =
          UsageSegment.ofRun(
              new SegmentId(name(segments.size())),
              new RuntimeId(name(segments.size())),
              part,
              payer,
              pool.asOf());
      segments.add(metered(segment, Payer.Cause.OVERRUN, pool.owner(), pool.asOf()));
    }
    for (Quantity disk : disks) {
      var segment =
          UsageSegment.of(
              new SegmentId(name(segments.size())),
              new DiskId(name(segments.size())),
              disk,
              payer,
              pool.asOf());
      segments.add(metered(segment, Payer.Cause.GRACE, pool.owner(), pool.asOf()));
    }
    return pool.withSegments(segments);
  }

  private static Metered metered(
      UsageSegment segment, Payer.Cause cause, ResearcherId owner, Instant start) {
    return new Metered(segment, new Payer.Platform(cause, owner), start);
  }

  private static UUID name(int index) {
    return UUID.nameUUIDFromBytes(("proposed/" + index).getBytes(UTF_8));
  }
}
