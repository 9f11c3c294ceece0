package org.stipend.cost.books;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stipend.cost.UseId;
import org.stipend.cost.funding.Settlement;
import org.stipend.cost.funding.Tile;

/** Puts the tiles of settlements that follow each other together, and onto those before them. */
final class Mosaic {

  private final Map<UseId, Tile> atTheMark = new LinkedHashMap<>();

  /**
   * @param known those that reach beyond the mark
   */
  Mosaic(List<Tile> known, Instant mark) {
    known.stream()
        .filter(tile -> !tile.start().isAfter(mark))
        .forEach(tile -> atTheMark.put(tile.use(), tile));
  }

  List<Tile> with(List<Settlement> settlements) {
    var done = new ArrayList<Tile>();
    Map<UseId, Tile> last = new LinkedHashMap<>(atTheMark);
    for (Settlement settlement : settlements) {
      for (Tile tile : settlement.tiles()) {
        Tile before = last.get(tile.use());
        if (before != null && before.payer().equals(tile.payer())) {
          last.put(tile.use(), new Tile(tile.use(), tile.payer(), before.start(), tile.end()));
        } else {
          if (before != null && before.start().isBefore(tile.start())) {
            done.add(new Tile(before.use(), before.payer(), before.start(), tile.start()));
          }
          last.put(tile.use(), tile);
        }
      }
    }
    done.addAll(last.values());
    return done;
  }
}
