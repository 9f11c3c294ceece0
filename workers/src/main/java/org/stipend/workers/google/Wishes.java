package org.stipend.workers.google;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.stipend.cloud.Fence;

/**
 * The newest wish of each workspace that this process has seen. One is acted on at a time, and none
 * after a newer one. Another process knows nothing of it: Google keeps no such number.
 */
final class Wishes {

  private static final class Turn extends ReentrantLock {

    private static final long serialVersionUID = 1;

    private long newest;
  }

  private static final int PATIENCE_SECONDS = 3;

  private final Map<UUID, Turn> turns = new ConcurrentHashMap<>();

  /** Acts on the wish, or does what is to be done where it is late. */
  <T> T follow(Fence fence, Supplier<T> act, Supplier<T> late) {
    Turn turn = turns.computeIfAbsent(fence.id(), _ -> new Turn());
    take(turn, fence);
    try {
      if (fence.generation() < turn.newest) return late.get();
      turn.newest = fence.generation();
      return act.get();
    } finally {
      turn.unlock();
    }
  }

  private static void take(Turn turn, Fence fence) {
    try {
      if (turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("Another wish is still acted on: " + fence);
  }
}
