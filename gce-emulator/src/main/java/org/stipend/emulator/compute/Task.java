package org.stipend.emulator.compute;

import com.google.cloud.compute.v1.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stipend.emulator.wire.Reference;

/**
 * What an operation does: to which resource, how long it takes, what is done at its end (which may
 * fail), and what is put back if it failed.
 */
record Task(
    String type,
    Reference target,
    long targetId,
    Duration takes,
    Supplier<Optional<Failure>> finish,
    Runnable undo,
    List<Warnings> warnings) {

  static Task of(String type, Reference target, long targetId, Duration takes) {
    return new Task(type, target, targetId, takes, Optional::empty, () -> {}, List.of());
  }

  Task ending(Runnable finish) {
    return orFails(() -> {
      finish.run();
      return Optional.empty();
    });
  }

  Task orFails(Supplier<Optional<Failure>> mayFail) {
    return new Task(type, target, targetId, takes, mayFail, undo, warnings);
  }

  Task undoneBy(Runnable putBack) {
    return new Task(type, target, targetId, takes, finish, putBack, warnings);
  }

  /** Done all the same. */
  Task warned(List<Warnings> of) {
    return new Task(type, target, targetId, takes, finish, undo, of);
  }
}
