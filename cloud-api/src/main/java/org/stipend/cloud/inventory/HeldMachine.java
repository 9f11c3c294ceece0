package org.stipend.cloud.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.machine.MachineName;

/**
 * A machine that is there.
 *
 * @param runtime whose it is, as its labels say; null where they do not
 * @param madeIn the generation in which it was made, as its labels say; null where they do not
 * @param run the generation its present or last run was started for; null where nothing says so
 * @param machineType the cloud's name, for example {@code n1-standard-4}; null where it is not
 *     known
 * @param madeAt the cloud's instant, cut to microseconds
 * @param ranSince when its present run began; null unless it runs
 */
public record HeldMachine(
    MachineName name,
    @Nullable UUID runtime,
    @Nullable Long madeIn,
    @Nullable Long run,
    Power power,
    @Nullable String machineType,
    Instant madeAt,
    @Nullable Instant ranSince) {

  public HeldMachine {
    madeAt = madeAt.truncatedTo(ChronoUnit.MICROS);
    ranSince = ranSince == null ? null : ranSince.truncatedTo(ChronoUnit.MICROS);
  }

  /** Whether it uses its processors. */
  public enum Power {
    RUNS,
    OFF,
    /** Being started, stopped or deleted: one or the other soon. */
    UNDER_WAY
  }
}
