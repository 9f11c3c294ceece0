package org.stipend.workers.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One at a time for each name; names that nobody waits for are forgotten. */
final class Turns<K> {

  interface Work<T> {
    T run() throws IOException;
  }

  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private int users;
  }

  private final ConcurrentHashMap<K, Turn> turns = new ConcurrentHashMap<>();

  <T> T take(K name, Work<T> work) {
    Turn turn = turns.compute(name, (_, known) -> joined(known == null ? new Turn() : known));
    turn.lock.lock();
    try {
      return work.run();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      turn.lock.unlock();
      turns.compute(name, (_, known) -> left(Objects.requireNonNull(known)));
    }
  }

  private static Turn joined(Turn turn) {
    turn.users++;
    return turn;
  }

  private static @Nullable Turn left(Turn turn) {
    turn.users--;
    return turn.users == 0 ? null : turn;
  }
}
