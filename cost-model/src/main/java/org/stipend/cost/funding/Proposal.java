package org.stipend.cost.funding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.stipend.cost.DiskId;
import org.stipend.cost.Payer;
import org.stipend.cost.ResourceId;
import org.stipend.cost.RuntimeId;
import org.stipend.cost.UseId;
import org.stipend.cost.price.PriceList;
import org.stipend.cost.usage.Quantity;
import org.stipend.cost.usage.Use;

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

  /** The pool as if all of it had just started. */
  public Pool addedTo(Pool pool) {
    var uses = new ArrayList<>(pool.uses());
    machine.forEach(part -> uses.add(proposed(new RuntimeId(name(uses.size())), part, pool)));
    disks.forEach(part -> uses.add(proposed(new DiskId(name(uses.size())), part, pool)));
    return pool.withUses(uses);
  }

  private static Metered proposed(ResourceId resource, Quantity part, Pool pool) {
    var use = Use.from(new UseId(resource.value()), resource, part, pool.asOf());
    return Metered.of(use, new Payer.CreditPool(pool.owner()));
  }

  private static UUID name(int index) {
    return UUID.nameUUIDFromBytes(("proposed/" + index).getBytes(UTF_8));
  }
}
