package org.stipend.emulator.compute;

import java.util.Set;
import java.util.TreeSet;

/** Which machine types are sold out in which zone. */
final class Capacity {

  private final Set<String> soldOut = new TreeSet<>();

  /** All machine types whose name begins like this. */
  void sellOut(String zone, String beginning) {
    soldOut.add(zone + "/" + beginning);
  }

  void restock(String zone) {
    soldOut.removeIf(entry -> entry.startsWith(zone + "/"));
  }

  boolean hasRoomFor(String zone, String machineType) {
    return soldOut.stream().noneMatch((zone + "/" + machineType)::startsWith);
  }
}
