package org.stipend.cost.testing;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Runs a property over generated cases. A failure names the seed of the case, which is all it takes
 * to see it again: {@code -Dstipend.seed=…} runs that one, {@code -Dstipend.soak=true} runs many
 * more.
 */
public final class Seeded {

  private static final long FIRST_SEED = 20_261_101;
  private static final int SOAK = 30;

  private Seeded() {}

  /** What has to hold for one generated case. */
  public interface Property {
    void holds(RandomGenerator random);
  }

  public static void cases(int count, Property property) {
    Long only = Long.getLong("stipend.seed");
    if (only != null) {
      check(only, property);
      return;
    }
    long total = Boolean.getBoolean("stipend.soak") ? (long) count * SOAK : count;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + total; seed++) {
      check(seed, property);
    }
  }

  private static void check(long seed, Property property) {
    try {
      property.holds(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("Fails with -Dstipend.seed=" + seed, failure);
    }
  }
}
