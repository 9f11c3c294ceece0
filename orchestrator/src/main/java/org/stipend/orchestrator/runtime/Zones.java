package org.stipend.orchestrator.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.usage.MachineType;

/** Where a machine is tried that had no room in a zone, and when nowhere any more. */
final class Zones {

  /** So many zones are tried for one wish. */
  static final int MOST = 4;

  /** A zone that had no room is tried last by others for as long. */
  static final Duration COLD = Duration.ofMinutes(15);

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long LARGEST_MOVED_GIB = 50;

  private Zones() {}

  /**
   * A zone that had no room.
   *
   * @param next what was tried then; null: none was left
   */
  record Tried(String zone, @Nullable String next, Instant at) {}

  /**
   * A machine that is looked for.
   *
   * @param offered the zones of its place, the first to be tried first
   * @param cold zones that had no room for others lately
   * @param before tried for the same wish
   * @param refusing the zone that has no room now
   * @param diskGib of its home disk
   * @param blank nothing is on that disk
   */
  record Search(
      String machineType,
      List<String> offered,
      Set<String> cold,
      List<Tried> before,
      String refusing,
      long diskGib,
      boolean blank) {}

  sealed interface Verdict {

    record Next(String zone) implements Verdict {}

    /**
     * @param words for people
     */
    record Nowhere(String words) implements Verdict {}
  }

  static Verdict after(Search search, Instant now) {
    List<String> tried =
        Stream.concat(search.before().stream().map(Tried::zone), Stream.of(search.refusing()))
            .toList();
    List<String> left = inOrder(search.offered(), search.cold());
    left.removeAll(new HashSet<>(tried));
    if (left.isEmpty() || tried.size() >= MOST || tooLate(search.before(), now)) {
      return new Verdict.Nowhere(noRoom(search.machineType(), tried) + ".");
    }
    if (!search.blank() && search.diskGib() > LARGEST_MOVED_GIB) {
      return new Verdict.Nowhere(
          "%s, where its disk is. A used disk of more than %d GiB is not moved to another zone by itself."
              .formatted(noRoom(search.machineType(), tried), LARGEST_MOVED_GIB));
    }
    return new Verdict.Next(left.getFirst());
  }

  /** Those that had no room lately come last. */
  static List<String> inOrder(List<String> offered, Set<String> cold) {
    List<String> zones = new ArrayList<>(offered);
    zones.sort(Comparator.comparing(cold::contains));
    return zones;
  }

  /** How many are tried at most for one wish. */
  static int most(List<String> offered) {
    return Math.min(MOST, offered.size());
  }

  /**
   * What people read while it is looked for, a line for each zone without room.
   *
   * @param most zones that are tried at most
   */
  static List<String> inWords(String machineType, List<Tried> tried, int most) {
    List<String> lines = new ArrayList<>();
    for (Tried one : tried) {
      String refused = noRoom(machineType, List.of(one.zone())) + ".";
      lines.add(
          one.next() == null
              ? refused
              : "%s Trying %s (%d of %d)."
                  .formatted(refused, one.next(), lines.size() + 2, Math.max(most, tried.size())));
    }
    return List.copyOf(lines);
  }

  private static boolean tooLate(List<Tried> before, Instant now) {
    return !before.isEmpty() && now.isAfter(before.getFirst().at().plus(LONGEST));
  }

  private static String noRoom(String machineType, List<String> zones) {
    return "No free %s%s in %s"
        .formatted(
            MachineType.shapeOf(machineType),
            MachineType.isSpot(machineType) ? " on Spot" : "",
            String.join(", ", zones));
  }
}
