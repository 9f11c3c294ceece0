package org.stipend.workers.google;

import com.google.cloud.compute.v1.GlobalOperationsClient;
import com.google.cloud.compute.v1.ListZoneOperationsRequest;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.ZoneOperationsClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.stipend.workers.google.ComputeError.Kind;

/** Waits for operations as long as the activity may, and says all the while that it does. */
final class Waits {

  private static final Set<String> TURNS =
      Set.of("insert", "delete", "start", "stop", "suspend", "resume");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MOST_ROUNDS = 5;

  private final ZoneOperationsClient operations;
  private final GlobalOperationsClient globalOperations;
  private final Runnable heartbeat;
  private final Runnable pause;
  private final InstantSource clock;

  /**
   * @param heartbeat throws once nobody waits for the outcome any more
   * @param pause between two looks at what has no operation to be waited for
   */
  Waits(ComputeClients clients, Runnable heartbeat, Runnable pause, InstantSource clock) {
    this.operations = clients.operations();
    this.globalOperations = clients.globalOperations();
    this.heartbeat = heartbeat;
    this.pause = pause;
    this.clock = clock;
  }

  void pause() {
    heartbeat.run();
    pause.run();
  }

  /** The operation at its end, good or bad; or as it is then, where it takes longer. */
  private Operation ended(Site site, Operation begun, Instant until) {
    Operation now = begun;
    while (now.getStatus() != Operation.Status.DONE && now().isBefore(until)) {
      heartbeat.run();
      now = waited(site, now);
    }
    return now;
  }

  /**
   * @throws ComputeFailure where it ended badly
   */
  Operation done(Site site, Operation begun) {
    Operation ended = ended(site, begun, Instant.MAX);
    Optional<ComputeError> error = ComputeError.of(ended);
    if (error.isPresent()) throw new ComputeFailure(error.get());
    return ended;
  }

  private Operation waited(Site site, Operation operation) {
    try {
      return ComputeFailure.calling(() ->
          operation.hasZone()
              ? operations.wait(site.project(), site.zone(), operation.getName())
              : globalOperations.wait(site.project(), operation.getName()));
    } catch (ComputeFailure failure) {
      if (failure.kind() == Kind.ABSENT) return forgotten(operation);
      if (failure.kind() != Kind.AWAY) throw failure;
      pause.run(); // cut off in the middle of a wait, or not to be reached: it goes on without us
      return operation;
    }
  }

  /** It ended long ago: how, the machine or disk itself shows. */
  private static Operation forgotten(Operation operation) {
    return operation.toBuilder().setStatus(Operation.Status.DONE).build();
  }

  /**
   * An operation that ended badly is the answer to its id for ever. Where it had ended before it
   * was asked for, or ended in Google's own trouble, the next round asks under another id.
   *
   * @param call of a round, from 0
   */
  Operation inRounds(Site site, IntFunction<Operation> call) {
    for (int round = 0; ; round++) {
      int number = round;
      Operation begun = ComputeFailure.calling(() -> call.apply(number));
      try {
        return done(site, begun);
      } catch (ComputeFailure failure) {
        boolean isPassing = failure.kind() == Kind.AWAY || failure.kind() == Kind.RATE;
        boolean isOld = begun.getStatus() == Operation.Status.DONE; // the answer to an earlier call
        if (!(isPassing || isOld) || round + 1 == MOST_ROUNDS) throw failure;
        pause();
      }
    }
  }

  /**
   * What still brings a machine or disk here, or away, or turns it on or off is waited for, whoever
   * began it. What only writes on it, or reads it, is not; nor what was begun before it was
   * deleted.
   */
  void settle(Site site, String link, Instant until) {
    List<Operation> all = of(site, link);
    all.stream()
        .skip(1 + lastDeletion(all))
        .filter(operation -> TURNS.contains(operation.getOperationType()))
        .forEach(operation -> ended(site, operation, until));
  }

  /** Where in the list it is; -1 where there was none. */
  private static int lastDeletion(List<Operation> all) {
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).getOperationType().equals("delete"))
        .filter(i -> all.get(i).getStatus() == Operation.Status.DONE)
        .filter(i -> ComputeError.of(all.get(i)).isEmpty())
        .max()
        .orElse(-1);
  }

  /** Until then somebody who ends things waits for what others have begun, which may hang. */
  Instant patience() {
    return now().plus(PATIENCE);
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * All that was done to one of these, the newest last, as far back as Google remembers: some days.
   *
   * @param link from the collection on, such as {@code instances/rt-1}
   */
  List<Operation> of(Site site, String link) {
    ListZoneOperationsRequest request =
        ListZoneOperationsRequest.newBuilder()
            .setProject(site.project())
            .setZone(site.zone())
            .setFilter("targetLink eq \".*/%s\"".formatted(link))
            .build();
    return ComputeFailure.calling(() ->
        StreamSupport.stream(operations.list(request).iterateAll().spliterator(), false)
            .sorted((one, other) -> one.getInsertTime().compareTo(other.getInsertTime()))
            .toList());
  }
}
