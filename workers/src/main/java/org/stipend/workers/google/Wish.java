package org.stipend.workers.google;

import java.util.Comparator;
import org.stipend.cloud.Fence;

/** When something was wished, before or after other wishes about the same machine. */
record Wish(long generation, int attempt) implements Comparable<Wish> {

  private static final Comparator<Wish> ORDER =
      Comparator.comparingLong(Wish::generation).thenComparingInt(Wish::attempt);

  static Wish of(Fence fence) {
    return new Wish(fence.generation(), fence.attempt());
  }

  /** As {@link #toString} wrote it. */
  static Wish parse(String text) {
    int dot = text.indexOf('.');
    return new Wish(
        Long.parseLong(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  boolean isBefore(Wish other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Wish other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return generation + "." + attempt;
  }
}
