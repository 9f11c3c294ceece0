package org.stipend.cost.funding;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stipend.cost.UseId;
import org.stipend.cost.time.Interval;

/** Notes what of each use has no price while its pool is being swept. */
final class Quarantine {

  private record Key(UseId use, Instant start) {}

  private final Map<UseId, Key> latest = new LinkedHashMap<>();
  private final Map<Key, Instant> windows = new LinkedHashMap<>();

  void add(UseId use, Instant from, Instant to) {
    Key known = latest.get(use);
    Key key = known != null && from.equals(windows.get(known)) ? known : new Key(use, from);
    latest.put(use, key);
    windows.put(key, to);
  }

  List<Quarantined> all() {
    return windows.entrySet().stream()
        .map(one ->
            new Quarantined(one.getKey().use(), new Interval(one.getKey().start(), one.getValue())))
        .toList();
  }
}
