package org.stipend.workers.google;

import com.google.cloud.compute.v1.GlobalOperationsClient;
import com.google.cloud.compute.v1.ListZoneOperationsRequest;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.ZoneOperationsClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Waits for operations as long as the activity may, and says all the while that it does. */
final class Waits {

  private final ZoneOperationsClient operations;
  private final GlobalOperationsClient globalOperations;
  private final Runnable heartbeat;
  private final Runnable pause;

  /**
   * @param heartbeat throws once nobody waits for the outcome any more
   * @param pause between two looks at what has no operation to be waited for
   */
  Waits(ComputeClients clients, Runnable heartbeat, Runnable pause) {
    this.operations = clients.operations();
    this.globalOperations = clients.globalOperations();
    this.heartbeat = heartbeat;
    this.pause = pause;
  }

  void pause() {
    heartbeat.run();
    pause.run();
  }

  /** The operation at its end, good or bad. */
  Operation ended(Site site, Operation begun) {
    Operation now = begun;
    while (now.getStatus() != Operation.Status.DONE) {
      heartbeat.run();
      now = waited(site, now);
    }
    return now;
  }

  /**
   * @throws ComputeFailure where it ended badly
   */
  Operation done(Site site, Operation begun) {
    Operation ended = ended(site, begun);
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
      if (failure.kind() != ComputeError.Kind.AWAY) throw failure;
      pause.run(); // cut off in the middle of a wait, or not to be reached: it goes on without us
      return operation;
    }
  }

  /** What is still being done to a machine or disk is waited for, whoever began it. */
  void settle(Site site, String link) {
    of(site, link).stream()
        .filter(operation -> operation.getStatus() != Operation.Status.DONE)
        .forEach(operation -> ended(site, operation));
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
