package org.stipend.cloud;

import org.jspecify.annotations.Nullable;

/**
 * Where a machine or a disk is.
 *
 * @param provider {@code local} or {@code gce}
 * @param region of that provider; null where it has none
 */
public record Place(String provider, @Nullable String region) {

  /** The task queue of those who work there. */
  public String taskQueue() {
    return TaskQueues.CLOUD + provider + (region == null ? "" : "-" + region);
  }
}
