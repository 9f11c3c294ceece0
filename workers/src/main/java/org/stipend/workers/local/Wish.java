package org.stipend.workers.local;

import java.util.Comparator;
import org.stipend.cloud.Fence;

/** Which wish a call is about, in the order in which wishes were made. */
record Wish(long generation, int attempt) implements Comparable<Wish> {

  private static final Comparator<Wish> ORDER =
      Comparator.comparingLong(Wish::generation).thenComparingInt(Wish::attempt);

  static Wish of(Fence fence) {
    return new Wish(fence.generation(), fence.attempt());
  }

  boolean isBefore(Wish other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Wish other) {
    return ORDER.compare(this, other);
  }
}
