package org.stipend.cost.funding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stipend.cost.Payer;
import org.stipend.cost.UseId;
import org.stipend.cost.usage.Use;

/** Notes who pays for each use while its pool is being swept. */
final class Tiling {

  private final Map<UseId, Tile> open = new LinkedHashMap<>();
  private final List<Tile> closed = new ArrayList<>();

  /** From an instant on a use has this payer. */
  void pays(Payer payer, Use use, Instant from) {
    Tile known = open.get(use.id());
    if (known == null || !known.payer().equals(payer)) {
      end(use, from);
      open.put(use.id(), new Tile(use.id(), payer, from, null));
    }
  }

  void end(Use use, Instant at) {
    Tile known = open.remove(use.id());
    if (known != null) {
      closed.add(new Tile(known.use(), known.payer(), known.start(), at));
    }
  }

  List<Tile> tiles() {
    var all = new ArrayList<>(closed);
    all.addAll(open.values());
    return all;
  }
}
